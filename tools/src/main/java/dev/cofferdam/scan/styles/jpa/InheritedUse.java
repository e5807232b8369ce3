package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.words.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * For which of its children a method of a base class is called: it offers more than each of them uses. Every child asks the same of
 * the same files, so that what they say is kept.
 */
final class InheritedUse {

    private final JavaIndex index;
    private final Map<String, Use> known = new HashMap<>();

    InheritedUse(JavaIndex index) {
        this.index = index;
    }

    /**
     * Who calls a method.
     *
     * @param forAll whether it counts for every child
     * @param callers else the files that have to name the child
     */
    private record Use(boolean forAll, List<SourceFile> callers) {

        boolean isFor(TypeFact below) {
            Words name = Words.any(Set.of(below.simpleName()));
            return forAll || callers.stream().anyMatch(file -> file.mentions(name));
        }
    }

    /** Whether a method counts for a child: some file names both, or calls it on the base class. */
    boolean isFor(TypeFact below, TypeFact base, String method) {
        return known.computeIfAbsent(base.name() + "#" + method, key -> find(base, method))
                .isFor(below);
    }

    private Use find(TypeFact base, String method) {
        Pattern call = Pattern.compile("(?:\\.|::|[=(;{}]\\s*|\\breturn\\s+)" + Pattern.quote(method) + "\\b");
        if (call.matcher(index.source(base.path()).text()).find()) {
            return new Use(true, List.of());
        }
        Set<String> kin = new TreeSet<>(Set.of(base.simpleName()));
        index.descendants(base).forEach(each -> kin.add(each.simpleName()));
        Words any = Words.any(kin);
        List<SourceFile> callers = index.mentioning(Set.of(method)).stream()
                .filter(file -> !file.path().equals(base.path())
                        && file.mentions(any)
                        && call.matcher(file.text()).find())
                .toList();
        Words baseName = Words.any(Set.of(base.simpleName()));
        // What nobody calls is there for others.
        boolean forAll = callers.isEmpty()
                || callers.stream().anyMatch(file -> file.mentions(baseName) && !isChildOf(file, base));
        return new Use(forAll, callers);
    }

    /** A child's own call is that child's, though its file names the base class. */
    private boolean isChildOf(SourceFile file, TypeFact base) {
        return index.facts(file.path()).types().stream().anyMatch(type -> index.isSubtype(type, base));
    }
}
