package dev.cofferdam.sql;

/** The parsers of one statement, which call each other as the grammar's rules do. */
final class Grammar {
    final Cursor cursor;
    final ColumnUses uses = new ColumnUses();
    final TypeParser types;
    final ExpressionParser expressions;
    final OperandParser operands;
    final CallParser calls;
    final QueryParser queries;
    final FromParser from;
    final DataParser data;
    final DefinitionParser definitions;
    final ConstraintParser constraints;

    Grammar(Cursor cursor) {
        this.cursor = cursor;
        this.types = new TypeParser(this);
        this.expressions = new ExpressionParser(this);
        this.operands = new OperandParser(this);
        this.calls = new CallParser(this);
        this.queries = new QueryParser(this);
        this.from = new FromParser(this);
        this.data = new DataParser(this);
        this.definitions = new DefinitionParser(this);
        this.constraints = new ConstraintParser(this);
    }
}
