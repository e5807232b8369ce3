package dev.cofferdam.migrations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words and signs that other database products read, and PostgreSQL does not. */
public final class ProductMarks {
    private static final Map<String, Pattern> MARKS = new LinkedHashMap<>();

    static {
        MARKS.put("MySQL", Pattern.compile("(?i)`\\w+`|\\bengine\\s*=\\s*\\w+|\\bauto_increment\\b|\\bunsigned\\b"));
        MARKS.put("SQLite", Pattern.compile("(?i)\\bautoincrement\\b|(?m:^\\s*pragma\\s)|\\bwithout\\s+rowid\\b"));
        MARKS.put(
                "SQL Server",
                Pattern.compile("(?i)\\[\\w+]\\.\\[\\w+]|\\bnvarchar\\b|\\bidentity\\s*\\(|(?m:^\\s*go\\s*$)"));
        MARKS.put("Oracle", Pattern.compile("(?i)\\bvarchar2\\b|\\bnumber\\s*\\(|\\bnclob\\b|(?m:^\\s*/\\s*$)"));
    }

    private ProductMarks() {}

    /** The product that the text looks like; empty when it carries no such mark. A comment may carry one as well. */
    public static Optional<String> in(String text) {
        return MARKS.entrySet().stream()
                .filter(mark -> mark.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
