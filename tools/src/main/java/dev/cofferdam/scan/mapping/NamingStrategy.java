package dev.cofferdam.scan.mapping;

import java.util.Locale;

/**
 * Hibernate's physical naming strategies: how a logical name, explicit ones included, becomes the name in the database. Checked
 * against the metadata of Hibernate 6.6.13 and 7.2.7.
 */
public enum NamingStrategy {
    /** Plain Hibernate, Jakarta EE, Quarkus: names stay as they are. */
    JPA_COMPLIANT("names as written"),
    /** Spring Boot 2.6 to 3.x: {@code CamelCaseToUnderscoresNamingStrategy}. */
    CAMEL_CASE_TO_UNDERSCORES("camel case to underscores"),
    /** Spring Boot 4, Hibernate 7: {@code PhysicalNamingStrategySnakeCaseImpl}; also splits after a digit. */
    SNAKE_CASE("snake case");

    private final String words;

    NamingStrategy(String words) {
        this.words = words;
    }

    /** What a message calls it. */
    public String words() {
        return words;
    }

    /** The physical name. A quoted logical name is in back quotes or double quotes; the result has no quotes. */
    public String physical(String logical) {
        boolean quoted = isQuoted(logical);
        String name = quoted ? logical.substring(1, logical.length() - 1) : logical;
        if (this == JPA_COMPLIANT || (quoted && this == SNAKE_CASE)) {
            return name;
        }
        StringBuilder physical = new StringBuilder(name.replace('.', '_'));
        for (int i = 1; i < physical.length() - 1; i++) {
            if (isHump(physical.charAt(i - 1), physical.charAt(i), physical.charAt(i + 1))) {
                physical.insert(i++, '_');
            }
        }
        return physical.toString().toLowerCase(Locale.ROOT);
    }

    private boolean isHump(char before, char current, char after) {
        if (!Character.isUpperCase(current)) {
            return false;
        }
        return this == SNAKE_CASE
                ? (Character.isLowerCase(before) || Character.isDigit(before))
                        && (Character.isLowerCase(after) || Character.isDigit(after))
                : Character.isLowerCase(before) && Character.isLowerCase(after);
    }

    static boolean isQuoted(String logical) {
        return logical.length() > 2
                && (logical.startsWith("`") && logical.endsWith("`")
                        || logical.startsWith("\"") && logical.endsWith("\""));
    }
}
