package dev.cofferdam.scan.skeleton;

import dev.cofferdam.scan.skeleton.TypeFact.FieldFact;
import dev.cofferdam.scan.skeleton.TypeFact.Kind;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeFact.ParameterFact;
import dev.cofferdam.scan.skeleton.TypeFact.Variable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Facts of a Java file as bytes. Of a repository of a million lines they take some twenty megabytes, a fraction of the objects, and
 * most files are never asked for theirs. {@link #VERSION} is part of what the index is kept under.
 */
public final class FactsCodec {
    /** Changes with everything that changes facts, words or their coding. */
    public static final int VERSION = 9;

    private FactsCodec() {}

    /** What is known of a type before its facts are read. */
    public record Head(String name, Kind kind, List<String> supertypes, List<String> annotations) {}

    /** The facts of a file as the index file keeps them. */
    public static byte[] encode(FileFacts facts) {
        Writer out = new Writer();
        out.string(facts.packageName());
        out.list(facts.types(), type -> {
            out.string(type.name());
            out.string(type.kind().name());
            out.list(type.supertypes(), use -> out.string(use.simpleName()));
            out.list(type.annotations(), annotation -> out.string(annotation.name()));
        });
        out.list(facts.imports(), out::string);
        out.list(facts.staticImports(), out::string);
        facts.types().forEach(type -> {
            out.number(type.line());
            out.list(type.variables(), each -> write(each, out));
            out.list(type.supertypes(), use -> write(use, out));
            out.flag(type.extendsClass());
            out.list(type.annotations(), each -> write(each, out));
            out.list(type.fields(), each -> write(each, out));
            out.list(type.methods(), each -> write(each, out));
        });
        return out.bytes.toByteArray();
    }

    /** The heads of the file's types, in the order of its facts. */
    public static List<Head> heads(byte[] coded) {
        Reader in = new Reader(coded);
        in.string();
        return heads(in);
    }

    private static List<Head> heads(Reader in) {
        return in.list(
                () -> new Head(in.string(), Kind.valueOf(in.string()), in.list(in::string), in.list(in::string)));
    }

    /** What {@link #encode} was given. */
    public static FileFacts decode(String path, byte[] coded) {
        Reader in = new Reader(coded);
        String packageName = in.string();
        List<Head> heads = heads(in);
        List<String> imports = in.list(in::string);
        List<String> staticImports = in.list(in::string);
        List<TypeFact> types = new ArrayList<>();
        for (Head head : heads) {
            types.add(new TypeFact(
                    path,
                    head.name(),
                    head.kind(),
                    in.number(),
                    in.list(() -> readVariable(in)),
                    in.list(() -> readUse(in)),
                    in.flag(),
                    in.list(() -> readAnnotation(in)),
                    in.list(() -> readField(in)),
                    in.list(() -> readMethod(in))));
        }
        return new FileFacts(path, packageName, imports, staticImports, types);
    }

    private static void write(Variable variable, Writer out) {
        out.string(variable.name());
        out.list(variable.bound().stream().toList(), bound -> write(bound, out));
    }

    private static Variable readVariable(Reader in) {
        return new Variable(in.string(), in.list(() -> readUse(in)).stream().findFirst());
    }

    private static void write(TypeUse use, Writer out) {
        out.string(use.name());
        out.list(use.arguments(), each -> write(each, out));
    }

    private static TypeUse readUse(Reader in) {
        return new TypeUse(in.string(), in.list(() -> readUse(in)));
    }

    private static void write(AnnotationFact annotation, Writer out) {
        out.string(annotation.name());
        out.number(annotation.line());
        out.list(List.copyOf(annotation.members().entrySet()), entry -> {
            out.string(entry.getKey());
            write(entry.getValue(), out);
        });
    }

    private static AnnotationFact readAnnotation(Reader in) {
        String name = in.string();
        int line = in.number();
        int count = in.number();
        if (count == 0) {
            return new AnnotationFact(name, line, Map.of());
        }
        Map<String, ConstantText> members = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String member = in.string();
            members.put(member, readValue(in));
        }
        return new AnnotationFact(name, line, members);
    }

    private static void write(ConstantText value, Writer out) {
        if (value instanceof ConstantText.Literal literal) {
            out.number(0);
            out.string(literal.text());
        } else if (value instanceof ConstantText.Name name) {
            out.number(1);
            out.string(name.name());
        } else if (value instanceof ConstantText.Joined joined) {
            out.number(2);
            write(joined.left(), out);
            write(joined.right(), out);
        } else if (value instanceof ConstantText.Several several) {
            out.number(3);
            out.list(several.values(), each -> write(each, out));
        } else if (value instanceof ConstantText.Nested nested) {
            out.number(4);
            write(nested.annotation(), out);
        } else {
            out.number(5);
        }
    }

    private static ConstantText readValue(Reader in) {
        return switch (in.number()) {
            case 0 -> new ConstantText.Literal(in.string());
            case 1 -> new ConstantText.Name(in.string());
            case 2 -> {
                ConstantText left = readValue(in);
                yield new ConstantText.Joined(left, readValue(in));
            }
            case 3 -> new ConstantText.Several(in.list(() -> readValue(in)));
            case 4 -> new ConstantText.Nested(readAnnotation(in));
            default -> new ConstantText.Opaque();
        };
    }

    private static void write(FieldFact field, Writer out) {
        out.string(field.name());
        write(field.type(), out);
        out.number(field.line());
        out.flag(field.isStatic());
        out.flag(field.isTransient());
        out.list(field.annotations(), each -> write(each, out));
        out.list(field.initializer().stream().toList(), each -> write(each, out));
    }

    private static FieldFact readField(Reader in) {
        return new FieldFact(
                in.string(),
                readUse(in),
                in.number(),
                in.flag(),
                in.flag(),
                in.list(() -> readAnnotation(in)),
                in.list(() -> readValue(in)).stream().findFirst());
    }

    private static void write(MethodFact method, Writer out) {
        out.string(method.name());
        write(method.type(), out);
        out.number(method.line());
        out.flag(method.isStatic());
        out.flag(method.hasBody());
        out.list(method.variables(), each -> write(each, out));
        out.list(method.parameters(), each -> {
            out.string(each.name());
            write(each.type(), out);
            out.list(each.annotations(), annotation -> write(annotation, out));
        });
        out.list(method.annotations(), each -> write(each, out));
    }

    private static MethodFact readMethod(Reader in) {
        return new MethodFact(
                in.string(),
                readUse(in),
                in.number(),
                in.flag(),
                in.flag(),
                in.list(() -> readVariable(in)),
                in.list(() -> new ParameterFact(in.string(), readUse(in), in.list(() -> readAnnotation(in)))),
                in.list(() -> readAnnotation(in)));
    }

    /** Strings are written once and numbered after that. */
    private static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        private final Map<String, Integer> known = new java.util.HashMap<>();

        void number(int value) {
            int rest = value;
            while ((rest & ~0x7f) != 0) {
                bytes.write(rest & 0x7f | 0x80);
                rest >>>= 7;
            }
            bytes.write(rest);
        }

        void flag(boolean value) {
            bytes.write(value ? 1 : 0);
        }

        void string(String value) {
            Integer number = known.putIfAbsent(value, known.size() + 1);
            if (number != null) {
                number(number);
                return;
            }
            number(0);
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            number(text.length);
            bytes.write(text, 0, text.length);
        }

        <T> void list(List<T> values, Consumer<T> each) {
            number(values.size());
            values.forEach(each);
        }
    }

    private static final class Reader {
        private final byte[] bytes;
        private final List<String> known = new ArrayList<>();
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        int number() {
            int value = 0;
            int shift = 0;
            int next;
            do {
                next = bytes[at++];
                value |= (next & 0x7f) << shift;
                shift += 7;
            } while (next < 0);
            return value;
        }

        boolean flag() {
            return bytes[at++] == 1;
        }

        String string() {
            int number = number();
            if (number > 0) {
                return known.get(number - 1);
            }
            int length = number();
            String value = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
            known.add(value);
            return value;
        }

        <T> List<T> list(Supplier<T> each) {
            int size = number();
            if (size == 0) {
                return List.of();
            }
            List<T> values = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                values.add(each.get());
            }
            return values;
        }
    }
}
