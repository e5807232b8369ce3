package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Constants that hold statements or parts of them. Who sends one has no word of it in its body, so the names of the constants are words
 * to look for.
 */
final class StatementConstants {

    private final JavaIndex index;
    private final Pattern word;
    private final Set<String> names = new TreeSet<>();
    private final Set<String> owners = new TreeSet<>();

    /**
     * @param words of which one must be in the text: the table, or an entity that JPQL may name
     */
    StatementConstants(JavaIndex index, Set<String> words) {
        this.index = index;
        word = Pattern.compile(Tokens.anyWord(words).pattern(), Pattern.CASE_INSENSITIVE);
    }

    /** Takes in the constants of files that may hold statements. */
    void addFrom(List<SourceFile> files) {
        for (SourceFile file : files) {
            for (TypeFact type : index.facts(file.path()).types()) {
                type.fields().stream()
                        .filter(field -> field.type().name().equals("String") && isStatement(type, field))
                        .forEach(field -> {
                            names.add(field.name());
                            owners.add(type.simpleName());
                        });
            }
        }
    }

    /** What is put together by calls is not known here and may be one. */
    private boolean isStatement(TypeFact type, TypeFact.FieldFact field) {
        if (field.initializer().isEmpty() || field.name().length() < 2) {
            return false;
        }
        Optional<String> text = index.text(field.initializer().get(), type);
        return text.map(each -> each.contains(" ") && word.matcher(each).find()).orElse(field.isStatic());
    }

    Set<String> names() {
        return names;
    }

    /** Other files that may send one of them: they name its class, or inherit from it. */
    List<SourceFile> users(Set<SourceFile> known) {
        if (names.isEmpty()) {
            return List.of();
        }
        Set<SourceFile> found = new LinkedHashSet<>();
        for (SourceFile file : index.mentioning(names)) {
            if (!known.contains(file) && file.mentionsAny(owners)) {
                found.add(file);
            }
        }
        return new ArrayList<>(found);
    }
}
