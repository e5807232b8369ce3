package dev.cofferdam.scan.statements;

import java.util.regex.Pattern;

/** {@code select {o.*} from owners o}: how Hibernate's native queries ask for all columns of an entity (Hibernate ORM User Guide, "Native SQL"). */
public final class AliasBraces {

    private static final Pattern BRACES = Pattern.compile("\\{(\\s*\\w+\\.\\*\\s*)}");

    private AliasBraces() {}

    /** The statement without the braces; each place keeps its offset. */
    public static String blanked(String statement) {
        return statement.indexOf('{') < 0
                ? statement
                : BRACES.matcher(statement).replaceAll(" $1 ");
    }
}
