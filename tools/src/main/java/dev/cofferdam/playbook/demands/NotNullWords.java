package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.schema.Column;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a person has to do so that code never writes null to a column. */
final class NotNullWords implements DemandEdits.Words {
    private final Column column;

    NotNullWords(Column column) {
        this.column = column;
    }

    @Override
    public boolean atTheMapping() {
        return true;
    }

    @Override
    public String byMapper(Usage first, String others) {
        String written = others.isEmpty() ? "" : "; it is written through " + others;
        if (first.style() != Style.MAPPING) {
            return "see to it that whatever `" + place(first) + "` saves has a `" + column.name() + "`" + written;
        }
        return "see to it that `" + first.place().member().orElse(column.name())
                + "` has a value before every save: a default where objects are made, or in `@PrePersist` and `@PreUpdate`, and a check where"
                + " values come in" + written
                + ". Leave `nullable = false` to the release after contract: a mapper that checks it refuses to save a loaded row that is still"
                + " null";
    }

    @Override
    public String inStatement(Usage first) {
        if (first.place().className().isEmpty()) {
            return "let every row that this file writes have a value for `" + column.name() + "`";
        }
        String text = first.statement().orElse(first.evidence()).toLowerCase(Locale.ROOT);
        String name = column.name();
        boolean named = Pattern.compile("(?<![\\w$])" + Pattern.quote(name.toLowerCase(Locale.ROOT)) + "(?![\\w$])")
                .matcher(text.replaceAll("[«»]", ""))
                .find();
        if (named) {
            return "let `" + place(first) + "` never write null to `" + name + "`";
        }
        return Pattern.compile("insert\\s+into\\s+\\S+\\s*\\(")
                        .matcher(text.replaceAll("[«»]", ""))
                        .find()
                ? "name `" + name + "` in this INSERT and give it a value: it leaves the column out, which writes null"
                : "this INSERT fills columns by position: let the value for `" + name + "` never be null";
    }

    @Override
    public String inDefinition(Usage first) {
        return "say NOT NULL for `" + column.name()
                + "` where this file defines it, so that new databases begin with it";
    }

    private static String place(Usage usage) {
        return usage.place().member().orElse(usage.place().file());
    }
}
