package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.scan.skeleton.FileFacts;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeFact.ParameterFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types of Kotlin as those of Java are kept, so that what sets a method off is judged by the same rules. */
final class KotlinFacts {

    private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*import\\s+([\\w.]+(?:\\.\\*)?)\\s*;?\\s*$");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s*:\\s*([\\w.]+)");

    private KotlinFacts() {}

    /** Its package and imports; the types are not among those of Java. */
    static FileFacts file(KotlinSource source) {
        List<String> imports = new ArrayList<>();
        Matcher matcher = IMPORT.matcher(source.code());
        while (matcher.find()) {
            imports.add(matcher.group(1));
        }
        String folder = source.folder();
        return new FileFacts(
                source.file().path(),
                folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1),
                imports,
                List.of(),
                List.of());
    }

    /** The types of a file, and the one that the compiler makes for functions outside of types. */
    static List<TypeFact> types(KotlinSource source) {
        List<TypeFact> types = new ArrayList<>();
        source.types().forEach(type -> types.add(type(source, type)));
        List<Function> outside = source.functions().stream()
                .filter(each -> each.owner().isEmpty())
                .toList();
        if (!outside.isEmpty()) {
            types.add(fact(
                    source,
                    source.facade(),
                    TypeFact.Kind.CLASS,
                    1,
                    List.of(),
                    "",
                    outside.stream().map(each -> method(source, each, true)).toList()));
        }
        return List.copyOf(types);
    }

    private static TypeFact type(KotlinSource source, KotlinType type) {
        boolean object = type.kind().equals("object");
        List<MethodFact> methods = source.functions().stream()
                .filter(each -> each.owner()
                        .filter(owner -> owner.fullName().equals(type.fullName()))
                        .isPresent())
                .map(each -> method(source, each, object))
                .toList();
        return fact(
                source,
                type.fullName(),
                type.kind().equals("interface") ? TypeFact.Kind.INTERFACE : TypeFact.Kind.CLASS,
                source.file().lineAt(type.start()),
                type.supertypes().stream().map(TypeUse::named).toList(),
                type.annotations(),
                methods);
    }

    private static TypeFact fact(
            KotlinSource source,
            String name,
            TypeFact.Kind kind,
            int line,
            List<TypeUse> supertypes,
            String annotations,
            List<MethodFact> methods) {
        return new TypeFact(
                source.file().path(),
                name,
                kind,
                line,
                List.of(),
                supertypes,
                false,
                KotlinAnnotations.of(annotations, line),
                List.of(),
                methods);
    }

    private static MethodFact method(KotlinSource source, Function function, boolean isStatic) {
        int line = source.file().lineAt(function.offset());
        List<ParameterFact> parameters = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(function.parameters());
        while (matcher.find()) {
            parameters.add(new ParameterFact(matcher.group(1), TypeUse.named(matcher.group(2)), List.of()));
        }
        String type = function.type().replaceAll("[<?].*", "");
        return new MethodFact(
                function.name(),
                TypeUse.named(type.isEmpty() ? "Unit" : type),
                line,
                isStatic,
                true,
                List.of(),
                parameters,
                KotlinAnnotations.of(function.annotations(), line));
    }

    /** The member around an offset, of the innermost type there; functions inside of it and anonymous objects count for it. */
    static Optional<String> member(KotlinSource source, int offset) {
        Optional<String> type = source.typeAt(offset).map(KotlinType::fullName);
        return source.functions().stream()
                .filter(each -> each.start() <= offset && offset < each.end())
                .filter(each -> each.owner().map(KotlinType::fullName).equals(type))
                .findFirst()
                .map(Function::name);
    }
}
