package dev.cofferdam.playbook.parts;

import java.util.List;

/**
 * How a value of one column becomes a value of its twin. It never fails, because it runs inside the writes of code that knows nothing of
 * the twin: where no value fits, it gives NULL.
 */
public sealed interface Conversion {
    /** SQL of the converted operand. */
    String of(String operand);

    /** Whether every value has one that fits it. */
    boolean isTotal();

    /** SQL that is true for a value that none fits; only of a conversion that is not total. */
    String isMisfit(String operand);

    /** The functions that {@link #of} and {@link #isMisfit} call, as SQL identifies them. */
    List<String> functions();

    /** Statements that install what {@link #of} calls. */
    List<String> create();

    /** Statements that remove it, also when it is not there any more. */
    default List<String> drop() {
        return functions().stream()
                .map(function -> "DROP FUNCTION IF EXISTS " + function)
                .toList();
    }

    /** One that needs no function, because no value makes it fail. */
    sealed interface Total extends Conversion {
        @Override
        default boolean isTotal() {
            return true;
        }

        @Override
        default String isMisfit(String operand) {
            return "false";
        }

        @Override
        default List<String> functions() {
            return List.of();
        }

        @Override
        default List<String> create() {
            return List.of();
        }
    }

    /** The value itself. */
    record Same() implements Total {
        @Override
        public String of(String operand) {
            return operand;
        }
    }

    /** A cast that no value can make fail. */
    record Cast(String type) implements Total {
        @Override
        public String of(String operand) {
            return operand + "::" + type;
        }
    }

    /**
     * An expression that some values make fail, in a function that catches it. Works alike on every version; {@code pg_input_is_valid}
     * (16 and later) asks about text only, and not about an expression of the user's. The block costs a subtransaction without an id of its
     * own, since nothing is written in it.
     *
     * @param function its name as SQL writes it
     * @param parameter name of the parameter, as the expression spells it
     * @param from type of the operand
     * @param to type of the result
     * @param expression SQL over the parameter
     * @param nullIsAValue whether the expression gives NULL on purpose, so that a second function has to tell a failure
     */
    record Guarded(
            String function,
            String misfitFunction,
            String parameter,
            String from,
            String to,
            String expression,
            boolean nullIsAValue)
            implements Conversion {
        @Override
        public String of(String operand) {
            return function + "(" + operand + ")";
        }

        @Override
        public boolean isTotal() {
            return false;
        }

        @Override
        public String isMisfit(String operand) {
            return nullIsAValue
                    ? misfitFunction + "(" + operand + ")"
                    : operand + " IS NOT NULL AND " + of(operand) + " IS NULL";
        }

        @Override
        public List<String> functions() {
            String convert = function + "(" + from + ")";
            return nullIsAValue ? List.of(convert, misfitFunction + "(" + from + ")") : List.of(convert);
        }

        @Override
        public List<String> create() {
            String convert = body(function, to, "RETURN " + expression, "RETURN NULL");
            String ask = "PERFORM " + expression + ";\n    RETURN false";
            return nullIsAValue
                    ? List.of(convert, body(misfitFunction, "boolean", ask, "RETURN true"))
                    : List.of(convert);
        }

        /** Class 22 is a value that does not fit; class 23 a domain that refuses it (PostgreSQL docs, appendix A). */
        private String body(String name, String returns, String action, String otherwise) {
            return """
                    CREATE FUNCTION %s(%s %s) RETURNS %s LANGUAGE plpgsql STABLE AS $cofferdam$
                    BEGIN
                        %s;
                    EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
                        %s;
                    END
                    $cofferdam$""".formatted(name, parameter, from, returns, action, otherwise);
        }
    }
}
