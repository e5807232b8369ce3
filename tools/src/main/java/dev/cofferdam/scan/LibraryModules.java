package dev.cofferdam.scan;

import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.styles.kotlin.KotlinCalls;
import dev.cofferdam.scan.words.Words;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Modules that nobody runs by themselves: what they offer in public may be called by code that is not in the repository. */
final class LibraryModules {
    private static final Set<String> BUILD_FILES = Set.of("pom.xml", "build.gradle", "build.gradle.kts", "build.sbt");
    private static final Words ENTRY_WORDS = Words.any(EntryTable.WORDS);
    private static final int DECLARATION_LINES = 6;

    private final Scan scan;
    private final EntryPoints entries;
    private final KotlinCalls kotlin;
    private final List<String> modules;
    private final Map<String, Boolean> libraries = new HashMap<>();

    LibraryModules(Scan scan, EntryPoints entries, KotlinCalls kotlin) {
        this.scan = scan;
        this.kotlin = kotlin;
        this.entries = entries;
        // The longest first, so that a module is found before the one around it.
        modules = scan.tree().files().stream()
                .filter(file -> BUILD_FILES.contains(file.name()))
                .map(file -> file.path()
                        .substring(0, file.path().length() - file.name().length()))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Whether code outside of the repository may call the method, and nothing in its module sets anything off. */
    boolean offers(TypeFact type, String member) {
        Optional<String> module = moduleOf(type.path());
        return module.isPresent() && isPublic(type, member) && libraries.computeIfAbsent(module.get(), this::isLibrary);
    }

    private Optional<String> moduleOf(String path) {
        return modules.stream().filter(path::startsWith).findFirst();
    }

    private boolean isLibrary(String module) {
        return scan.index().files().stream()
                        .filter(file -> file.path().startsWith(module) && !file.isTest() && file.mentions(ENTRY_WORDS))
                        .filter(file ->
                                moduleOf(file.path()).filter(module::equals).isPresent())
                        .noneMatch(file ->
                                scan.index().facts(file.path()).types().stream().anyMatch(this::makesAnApplication))
                && kotlin.types().stream()
                        .filter(type ->
                                moduleOf(type.path()).filter(module::equals).isPresent())
                        .noneMatch(this::makesAnApplication);
    }

    private boolean makesAnApplication(TypeFact type) {
        return type.methods().stream().anyMatch(method -> entries.of(type, method.name())
                .filter(entry -> entry.kind().makesAnApplication())
                .isPresent());
    }

    private boolean isPublic(TypeFact type, String member) {
        if (type.name().contains("$")) {
            return false;
        }
        boolean open = type.kind() == TypeFact.Kind.INTERFACE;
        List<String> lines = scan.tree().file(type.path()).lines();
        return isPublic(lines, type.line(), type.simpleName())
                && type.methods().stream()
                        .filter(each -> each.name().equals(member))
                        .map(each -> open || isPublic(lines, each.line(), member))
                        .reduce(Boolean::logicalOr)
                        .orElse(open);
    }

    /** Modifiers are no part of what is kept of a type; they stand on the line of the name, or annotations before it. */
    private static boolean isPublic(List<String> lines, int line, String name) {
        Pattern declared = Pattern.compile("\\bpublic\\b.*\\b" + Pattern.quote(name) + "\\b");
        return lines.stream()
                .skip(Math.max(0, line - 1L))
                .limit(DECLARATION_LINES)
                .anyMatch(each -> declared.matcher(each).find());
    }
}
