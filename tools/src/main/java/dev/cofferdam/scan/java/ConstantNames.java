package dev.cofferdam.scan.java;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.words.Tokens;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Constants that stand for a name in strings: who asks for a property may write {@code Fields.NAME} for it. */
public final class ConstantNames {

    private static final Set<String> FIXED = Set.of("final", "interface");

    private ConstantNames() {}

    /** Names of the project's constants whose text is one of the given. */
    public static Set<String> of(Set<String> texts, JavaIndex index) {
        Set<String> names = new TreeSet<>();
        List<SourceFile> files = index.mentioning(Tokens.quoted(texts)).stream()
                .filter(file -> file.mentionsAny(FIXED))
                .toList();
        for (SourceFile file : files) {
            index.facts(file.path()).types().stream()
                    .flatMap(type -> type.fields().stream())
                    .filter(field -> field.isStatic() && isText(field, texts))
                    .forEach(field -> names.add(field.name()));
        }
        return names;
    }

    private static boolean isText(TypeFact.FieldFact field, Set<String> texts) {
        return field.initializer()
                .filter(value -> value instanceof ConstantText.Literal literal && texts.contains(literal.text()))
                .isPresent();
    }
}
