package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.skeleton.FileFacts;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.words.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who calls whom in Kotlin, by the types that receive the calls. All of it is read when somebody first asks. */
public final class KotlinCalls {

    private final Scan scan;
    private final KotlinTypes types;
    private final KotlinExpressions expressions;
    private final Map<String, TypeFact> facts = new LinkedHashMap<>();
    private final Set<String> simpleNames = new HashSet<>();
    private boolean read;

    public KotlinCalls(Scan scan) {
        this.scan = scan;
        types = new KotlinTypes(scan.index());
        expressions = new KotlinExpressions(types);
    }

    /**
     * A call.
     *
     * @param member of the type, in which the call stands
     * @param route the request that the code around the call answers by itself
     */
    public record Caller(TypeFact type, String member, Optional<String> route) {}

    /** Where an offset of a file is, by type and function; of Groovy and Scala by their brackets. */
    public static Spot spot(SourceFile file, int offset) {
        return ScriptMembers.isScript(file)
                ? new ScriptMembers(file, KotlinText.code(file.text())).spot(offset)
                : new KotlinSource(file).spot(offset);
    }

    /** The type of that full name, when it is Kotlin's. */
    public Optional<TypeFact> type(String name) {
        read();
        return Optional.ofNullable(facts.get(name));
    }

    /** All types, those that hold a file's functions among them. */
    public Collection<TypeFact> types() {
        read();
        return facts.values();
    }

    /** Whether a type of Kotlin, or what holds a file's functions, bears the simple name. */
    public boolean isNamed(String simpleName) {
        read();
        return simpleNames.contains(simpleName);
    }

    /** Simple names of Kotlin's types through which a method may be called: of its own and of those above it that declare it. */
    public Set<String> receivers(TypeFact type, String method) {
        read();
        Set<String> names = new TreeSet<>();
        Stream.concat(Stream.of(type), scan.index().ancestors(type).stream())
                .flatMap(level -> Stream.concat(
                        Stream.of(level.simpleName()),
                        level.supertypes().stream().map(TypeUse::simpleName)))
                .flatMap(name -> types.named(name).stream())
                .flatMap(level -> types.levels(level).stream())
                .filter(level -> types.declares(level, method))
                .forEach(level -> names.add(level.name()));
        if (type.name().endsWith("$Companion")) {
            String outer = type.name().substring(0, type.name().lastIndexOf('$'));
            names.add(outer.substring(Math.max(outer.lastIndexOf('.'), outer.lastIndexOf('$')) + 1));
        }
        return names;
    }

    /**
     * Whether what a file of Java calls by a simple name has the method.
     *
     * @param from the file, whose package and imports say which type it means
     */
    public boolean isReceiver(String simpleName, TypeFact type, String method, FileFacts from) {
        boolean meant = facts.values().stream()
                .filter(each -> each.simpleName().equals(simpleName))
                .map(TypeFact::name)
                .anyMatch(name -> sees(from, name));
        boolean own = simpleName.equals(type.simpleName());
        return meant && (own ? sees(from, type.name()) : reaches(simpleName, receivers(type, method)));
    }

    private static boolean sees(FileFacts file, String name) {
        String folder = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        return file.packageName().equals(folder)
                || file.imports().contains(name.replace('$', '.'))
                || file.imports().contains(folder + ".*");
    }

    /** The request that the code at a place answers by itself. */
    public Optional<String> routeAt(String path, int line, int column) {
        read();
        return types.sources().stream()
                .filter(source -> source.file().path().equals(path))
                .findFirst()
                .flatMap(source -> KotlinRoutes.at(source, offset(source, line, column)));
    }

    private static int offset(KotlinSource source, int line, int column) {
        int start = 0;
        for (int i = 1; i < line && start >= 0; i++) {
            start = source.text().indexOf('\n', start) + 1;
        }
        return Math.min(source.code().length(), start + Math.max(0, column - 1));
    }

    /**
     * The calls of a method.
     *
     * @param receivers simple names of types through which it may be called, besides those of Kotlin above its own
     */
    public List<Caller> of(TypeFact type, String method, Set<String> receivers) {
        read();
        Optional<KotlinType> keeping = keeping(type, method);
        if (keeping.isPresent()) {
            return uses(keeping.get(), method);
        }
        Set<String> names = new TreeSet<>(receivers);
        names.addAll(receivers(type, method));
        boolean creation = method.equals("<init>");
        String word = creation ? type.simpleName() : method;
        Words words = Words.any(List.of(word));
        Pattern called = Pattern.compile("(?<!\\w)" + Pattern.quote(word) + "(?!\\w)");
        List<Caller> callers = new ArrayList<>();
        for (KotlinSource source : types.sources()) {
            if (source.file().mentions(words)) {
                Matcher use = called.matcher(source.code());
                while (use.find()) {
                    if (isCall(source, use) && (creation ? isCreation(source, use) : isOn(source, use, type, names))) {
                        caller(source, use.start()).ifPresent(callers::add);
                    }
                }
            }
        }
        return callers;
    }

    /** The type of a property that keeps code: {@code val handlers = mapOf("x" to ::list)}. */
    private Optional<KotlinType> keeping(TypeFact type, String member) {
        return types.allNamed(type.simpleName()).stream()
                .filter(each -> each.fullName().equals(type.name()) && !types.declares(each, member))
                .filter(each -> each.property(member).isPresent())
                .findFirst();
    }

    /** Whoever takes from it what is kept there; in the type's own body, because few show such a property. */
    private List<Caller> uses(KotlinType type, String property) {
        List<Caller> callers = new ArrayList<>();
        Matcher use = Pattern.compile("(?<!\\w)" + Pattern.quote(property) + "(?!\\w)")
                .matcher(type.source().code());
        while (use.find()) {
            boolean inside = type.holds(use.start()) && use.start() > type.body();
            if (inside && KotlinFacts.member(type.source(), use.start()).isPresent()) {
                caller(type.source(), use.start()).ifPresent(callers::add);
            }
        }
        return callers;
    }

    private void read() {
        if (read) {
            return;
        }
        read = true;
        types.readAll(scan.tree());
        types.all().stream()
                .filter(KotlinMapping::isRepository)
                .forEach(each -> expressions.inherits(each.name(), KotlinRepositories.entityOf(each)));
        for (KotlinSource source : types.sources()) {
            scan.index().know(KotlinFacts.file(source));
            KotlinFacts.types(source).forEach(fact -> facts.putIfAbsent(fact.name(), fact));
        }
        facts.values().forEach(fact -> simpleNames.add(fact.simpleName()));
    }

    private static boolean isCall(KotlinSource source, Matcher use) {
        String code = source.code();
        if (source.functions().stream().anyMatch(each -> each.offset() == use.start())) {
            return false;
        }
        int after = Brackets.skipBlank(code, use.end());
        boolean reference = use.start() > 1 && code.startsWith("::", use.start() - 2);
        return reference || after < code.length() && "({<".indexOf(code.charAt(after)) >= 0;
    }

    private static boolean isCreation(KotlinSource source, Matcher use) {
        int before = Brackets.backBlank(source.code(), use.start());
        String word = source.code().substring(Brackets.startOfName(source.code(), before), before);
        return !Set.of("class", "interface", "object").contains(word);
    }

    private boolean isOn(KotlinSource source, Matcher use, TypeFact type, Set<String> names) {
        String code = source.code();
        int before = Brackets.backBlank(code, use.start());
        boolean reference = before > 1 && code.startsWith("::", before - 2);
        boolean dotted = before > 0 && code.charAt(before - 1) == '.';
        int end = Brackets.backBlank(code, reference ? before - 2 : dotted ? before - 1 : before);
        boolean outside =
                type.name().endsWith("Kt") && types.named(type.simpleName()).isEmpty();
        if (!dotted && !(reference && end > 0 && Character.isJavaIdentifierPart(code.charAt(end - 1)))) {
            return isImplied(source, use.start(), names, outside);
        }
        Optional<String> receiver = expressions.endingAt(source, end);
        return outside
                ? isExtension(type, use.group(), receiver)
                : receiver.filter(name -> reaches(name, names)).isPresent();
    }

    /** Without a receiver: a function of the types around, of what {@code with} and {@code apply} are about, or of no type. */
    private boolean isImplied(KotlinSource source, int offset, Set<String> names, boolean outside) {
        List<String> around = new ArrayList<>();
        Optional<KotlinType> type = source.typeAt(offset);
        while (type.isPresent()) {
            around.add(type.get().name());
            type = type.get().start() == 0
                    ? Optional.empty()
                    : source.typeAt(type.get().start() - 1);
        }
        expressions.scope(source, offset).ifPresent(around::add);
        return outside || around.stream().anyMatch(name -> reaches(name, names));
    }

    /** A function outside of types may extend what stands before the dot; of an unknown one nobody can tell. */
    private static boolean isExtension(TypeFact type, String method, Optional<String> receiver) {
        return receiver.isEmpty()
                && type.methods().stream().anyMatch(each -> each.name().equals(method));
    }

    private boolean reaches(String receiver, Set<String> names) {
        if (names.contains(receiver)) {
            return true;
        }
        Optional<KotlinType> kotlin = types.named(receiver);
        return kotlin.isPresent()
                ? types.levels(kotlin.get()).stream()
                        .anyMatch(level -> level.supertypes().stream().anyMatch(names::contains))
                : scan.index()
                        .uniqueBySimpleName(receiver)
                        .filter(type -> scan.index().ancestors(type).stream()
                                .anyMatch(parent -> names.contains(parent.simpleName())))
                        .isPresent();
    }

    private Optional<Caller> caller(KotlinSource source, int offset) {
        String type = source.typeAt(offset).map(KotlinType::fullName).orElseGet(source::facade);
        String member = KotlinFacts.member(source, offset)
                .or(() -> keptIn(source, offset))
                .orElse("<init>");
        return Optional.ofNullable(facts.get(type))
                .map(fact -> new Caller(fact, member, KotlinRoutes.at(source, offset)));
    }

    /** The property in whose initializer a lambda or a reference stands. */
    private static Optional<String> keptIn(KotlinSource source, int offset) {
        String code = source.code();
        int before = Brackets.backBlank(code, offset);
        boolean reference = before > 1 && code.startsWith("::", before - 2);
        return source.typeAt(offset).flatMap(type -> type.properties().stream()
                .filter(each -> each.position() == 0 && each.offset() < offset)
                .reduce((first, second) -> first.offset() > second.offset() ? first : second)
                .filter(each -> offset < endOfInitializer(source, each))
                .filter(each -> reference || code.lastIndexOf('{', offset) > each.offset())
                .map(KotlinType.Property::name));
    }

    private static int endOfInitializer(KotlinSource source, KotlinType.Property property) {
        int equals = source.code().indexOf('=', property.offset());
        return equals < 0 ? 0 : source.endOfExpression(equals + 1);
    }
}
