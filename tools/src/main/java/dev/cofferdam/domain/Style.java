package dev.cofferdam.domain;

/** How a usage reaches the column. */
public enum Style {
    /** A field, getter or XML element that maps the column. */
    MAPPING("mapping"),
    /** JPQL or HQL in a string. */
    JPQL("JPQL query"),
    /** A Spring Data method whose name is the query. */
    DERIVED_QUERY("derived query"),
    /** A query put together by calls that name the mapped property: JPA and Hibernate criteria, QueryDSL, criteria of Spring Data. */
    CRITERIA("criteria query"),
    /** A constant or accessor that a generator made from the column: jOOQ, QueryDSL for SQL. */
    GENERATED("generated name"),
    /** SQL that a framework sends as it stands. */
    NATIVE_QUERY("native query"),
    /** SQL in a string handed to JDBC or a template of it. */
    SQL_STRING("SQL string"),
    /** A statement in a MyBatis mapper file. */
    MAPPER_XML("mapper XML"),
    /** A result column fetched by label. */
    RESULT_COLUMN("result column"),
    /** A result column fetched by its place in the select list: whatever its name, it has to stay there. */
    POSITION("result position"),
    /** A stored SQL file that is run at start-up or by hand. */
    SQL_FILE("SQL file"),
    /** A migration that has been applied: history, never edited. */
    MIGRATION("migration"),
    /** A view, function, trigger, policy or publication that is in force: made anew by a later migration, never by editing the file. */
    SCHEMA_OBJECT("schema object"),
    /** Code that names a view, function or procedure, which reaches the column; the reason says which. */
    THROUGH_OBJECT("through a view or routine"),
    /** The framework reads all mapped columns of an entity. */
    ENTITY_READ("whole-entity read"),
    /** The framework writes all mapped columns of an entity. */
    ENTITY_WRITE("whole-entity write"),
    /** A managed entity is changed somehow, and the framework then writes all its mapped columns. */
    DIRTY_WRITE("all columns of a dirty entity"),
    /** The entity's rows are read because something else that is loaded refers to it. */
    ASSOCIATION_READ("association read"),
    /** {@code SELECT *}, or an INSERT without a column list. */
    STAR("star"),
    /** A getter or setter of the mapped property. */
    ACCESSOR("accessor"),
    /** A template that names the mapped property. */
    TEMPLATE("template"),
    /** A name that others see: in JSON, GraphQL, a message or the contract of an API. */
    API_NAME("API name"),
    /** The name was found in text. */
    TEXT("text");

    private final String words;

    Style(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Nobody wrote the column's name here; the usage follows from a mapping and is covered by that mapping's edit. */
    public boolean isImplicit() {
        return this == ENTITY_READ
                || this == ENTITY_WRITE
                || this == DIRTY_WRITE
                || this == ASSOCIATION_READ
                || this == STAR
                || this == THROUGH_OBJECT;
    }

    /** Nobody edits the place: applied history, what the database holds (a plan has steps for that), and code that goes through it. */
    public boolean isSettledElsewhere() {
        return this == MIGRATION || this == SCHEMA_OBJECT || this == THROUGH_OBJECT;
    }

    /** Names the mapped property, not the column: stays right when only the mapping's column name changes. */
    public boolean isByProperty() {
        return switch (this) {
            case JPQL, CRITERIA, DERIVED_QUERY, ACCESSOR, TEMPLATE, API_NAME -> true;
            default -> false;
        };
    }
}
