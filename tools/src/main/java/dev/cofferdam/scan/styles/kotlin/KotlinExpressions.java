package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.scan.styles.kotlin.KotlinType.Function;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an expression of Kotlin is of, as far as declarations in sight say it. */
final class KotlinExpressions {

    /** Calls after which one still has the same thing, one of them, or several. */
    private static final Set<String> SAME = Set.of(
            "get",
            "orElse",
            "orElseThrow",
            "orElseGet",
            "first",
            "firstOrNull",
            "last",
            "lastOrNull",
            "single",
            "singleOrNull",
            "find",
            "findLast",
            "filter",
            "filterNot",
            "filterNotNull",
            "sortedBy",
            "sortedByDescending",
            "sortedWith",
            "distinct",
            "distinctBy",
            "take",
            "drop",
            "takeIf",
            "takeUnless",
            "toList",
            "toSet",
            "toMutableList",
            "asSequence",
            "stream",
            "reversed",
            "maxBy",
            "minBy",
            "maxByOrNull",
            "minByOrNull",
            "also",
            "apply",
            "onEach",
            "copy",
            "getOrNull",
            "getOrElse",
            "elementAt",
            "random",
            "limit",
            "orderBy",
            "collectList",
            "block",
            "awaitSingle",
            "awaitFirst",
            "awaitSingleOrNull",
            "awaitFirstOrNull",
            "blockingGet",
            "value",
            "content",
            "partition",
            "parallelStream",
            "requireNoNulls",
            "ifEmpty",
            "orEmpty",
            "await");

    private static final int DEEPEST = 12;
    private final KotlinTypes types;
    /** What a type's inherited functions answer with: a repository's, an entity's companion's. */
    private final Map<String, String> inherited = new LinkedHashMap<>();

    KotlinExpressions(KotlinTypes types) {
        this.types = types;
    }

    /** Says that functions of the type which nobody here declares answer with another. */
    void inherits(String type, String answers) {
        inherited.putIfAbsent(type, answers);
    }

    /** What functions of the type answer with that nobody here declares. */
    Optional<String> answerOf(String type) {
        return Optional.ofNullable(inherited.get(type));
    }

    /** One link of {@code a.b(c).d}. */
    private record Link(String name, boolean call, int start) {}

    /** The simple name of the type of the expression that ends at an offset. */
    Optional<String> endingAt(KotlinSource source, int end) {
        return endingAt(source, end, 0);
    }

    private Optional<String> endingAt(KotlinSource source, int end, int depth) {
        List<Link> links = links(source.code(), end);
        if (links.isEmpty() || depth > DEEPEST) {
            return Optional.empty();
        }
        Optional<String> type = first(source, links.get(0), depth);
        for (Link link : links.subList(1, links.size())) {
            if (type.isEmpty()) {
                return type;
            }
            type = next(type.get(), link);
        }
        return type;
    }

    private Optional<String> next(String type, Link link) {
        Optional<String> known = types.member(type, link.name(), link.call());
        if (known.isPresent()) {
            return known;
        }
        Optional<String> answers = Optional.ofNullable(inherited.get(type));
        return answers.isPresent() && link.call() ? answers : SAME.contains(link.name()) ? Optional.of(type) : answers;
    }

    /** Backwards from the end, in the order of the source; empty when something stands there that is no such chain. */
    private static List<Link> links(String code, int end) {
        List<Link> links = new ArrayList<>();
        int at = end;
        while (true) {
            at = backOverMarks(code, at);
            int close = at;
            boolean call = false;
            while (close > 0 && ")]}".indexOf(code.charAt(close - 1)) >= 0) {
                call |= code.charAt(close - 1) != ']';
                close = Brackets.backBlank(code, Math.max(0, Brackets.opening(code, close - 1)));
                close = backOverMarks(code, close);
            }
            int words = backOverGenerics(code, close);
            int start = Brackets.startOfName(code, words);
            if (start == words) {
                return List.of();
            }
            links.add(0, new Link(code.substring(start, words), call, start));
            int before = Brackets.backBlank(code, start);
            if (before == 0 || code.charAt(before - 1) != '.') {
                return links;
            }
            at = before - 1;
        }
    }

    private static int backOverMarks(String code, int end) {
        int at = Brackets.backBlank(code, end);
        while (at > 0 && (code.charAt(at - 1) == '?' || code.charAt(at - 1) == '!')) {
            at--;
        }
        return Brackets.backBlank(code, at);
    }

    private static int backOverGenerics(String code, int end) {
        if (end == 0 || code.charAt(end - 1) != '>') {
            return end;
        }
        int depth = 0;
        for (int at = end - 1; at >= 0; at--) {
            depth += code.charAt(at) == '>' ? 1 : code.charAt(at) == '<' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return end;
    }

    private Optional<String> first(KotlinSource source, Link link, int depth) {
        Optional<KotlinType> around = source.typeAt(link.start());
        if (link.call()) {
            return types.isKnown(link.name())
                            && Character.isUpperCase(link.name().charAt(0))
                    ? Optional.of(link.name())
                    : types.function(link.name(), around).or(() -> variable(source, link, depth));
        }
        return switch (link.name()) {
            case "this" -> receiver(source, link.start(), depth);
            case "it" -> ofLambda(source, link.start(), "it", depth);
            default -> variable(source, link, depth);
        };
    }

    private Optional<String> receiver(KotlinSource source, int offset, int depth) {
        return scope(source, offset, depth)
                .or(() -> source.functionAt(offset).flatMap(function -> KotlinTypes.core(function.receiver())))
                .or(() -> source.typeAt(offset).map(KotlinType::name));
    }

    /** What bare names belong to inside of {@code owner.apply { .. }} and {@code with(owner) { .. }}. */
    Optional<String> scope(KotlinSource source, int offset) {
        return scope(source, offset, 0);
    }

    private Optional<String> scope(KotlinSource source, int offset, int depth) {
        String code = source.code();
        int open = Brackets.around(code, offset);
        while (open >= 0) {
            if (code.charAt(open) == '{') {
                int end = Brackets.backBlank(code, open);
                List<Link> call = links(code, end);
                if (!call.isEmpty()) {
                    Link last = call.get(call.size() - 1);
                    if (last.name().equals("with") && last.call()) {
                        return endingAt(source, end - 1, depth + 1);
                    }
                    if (Set.of("apply", "run", "new").contains(last.name()) && call.size() > 1) {
                        return endingAt(source, beforeLink(code, last), depth + 1);
                    }
                }
            }
            open = Brackets.around(code, open);
        }
        return Optional.empty();
    }

    private static int beforeLink(String code, Link link) {
        return Brackets.backBlank(code, link.start()) - 1;
    }

    /** {@code it}, or a name in a lambda's head, is what the call's receiver is or holds. */
    private Optional<String> ofLambda(KotlinSource source, int offset, String name, int depth) {
        String code = source.code();
        int open = Brackets.around(code, offset);
        while (open >= 0) {
            if (code.charAt(open) == '{' && KotlinDeclarations.binds(code, open, offset, name)) {
                List<Link> call = links(code, Brackets.backBlank(code, open));
                if (!call.isEmpty()) {
                    Link last = call.get(call.size() - 1);
                    return call.size() == 1 ? Optional.empty() : endingAt(source, beforeLink(code, last), depth + 1);
                }
            }
            open = Brackets.around(code, open);
        }
        return Optional.empty();
    }

    /** What the lambda that begins here is handed. */
    Optional<String> lambdaAt(KotlinSource source, int brace) {
        List<Link> call = links(source.code(), Brackets.backBlank(source.code(), brace));
        return call.size() < 2
                ? Optional.empty()
                : endingAt(source, beforeLink(source.code(), call.get(call.size() - 1)), 1);
    }

    private Optional<String> variable(KotlinSource source, Link link, int depth) {
        int from = source.functionAt(link.start()).map(Function::start).orElse(0);
        Optional<String> asked = link.call() ? Optional.empty() : SmartCasts.at(source, link.name(), link.start());
        if (asked.isPresent()) {
            return asked;
        }
        if (Character.isUpperCase(link.name().charAt(0)) && types.isKnown(link.name())) {
            return Optional.of(link.name());
        }
        Optional<String> local = declared(source, link, from, depth);
        if (local.isPresent()) {
            return local;
        }
        Optional<KotlinType> around = source.typeAt(link.start());
        while (around.isPresent()) {
            KotlinType type = around.get();
            Optional<String> held = types.levels(type).stream()
                    .flatMap(level -> types.member(level.name(), link.name(), false).stream())
                    .findFirst()
                    .or(() -> type.property(link.name()).flatMap(each -> initial(source, type, each, depth)));
            if (held.isPresent()) {
                return held;
            }
            around = type.start() == 0 ? Optional.empty() : source.typeAt(type.start() - 1);
        }
        return declared(source, link, 0, depth)
                .or(() -> types.isKnown(link.name()) ? Optional.of(link.name()) : Optional.empty());
    }

    /** {@code val owner = repository.findById(1).get()} of a class's body. */
    private Optional<String> initial(KotlinSource source, KotlinType type, KotlinType.Property property, int depth) {
        int equals = source.code().indexOf('=', property.offset());
        return type.source() == source && property.rest().strip().startsWith("=") && equals > 0
                ? endingAt(source, source.endOfExpression(equals + 1), depth + 1)
                : Optional.empty();
    }

    /** The nearest declaration before the use, from an offset on. */
    private Optional<String> declared(KotlinSource source, Link link, int from, int depth) {
        // Only the last is looked into: each of them may lead to more declarations.
        Optional<String> found = KotlinDeclarations.last(source.code(), link.name(), from, link.start())
                .flatMap(declared -> declaredBy(source, declared, depth));
        return found.or(() -> ofLambda(source, link.start(), link.name(), depth));
    }

    private Optional<String> declaredBy(KotlinSource source, KotlinDeclarations.Declared declared, int depth) {
        if (declared.type().isPresent()) {
            return declared.type().flatMap(KotlinTypes::core);
        }
        if (source.code().charAt(declared.end() - 1) == '=') {
            return endingAt(source, endOfLineExpression(source.code(), declared.end()), depth + 1);
        }
        if (source.code().startsWith("in", declared.end() - 2)) {
            int open = Brackets.around(source.code(), declared.start());
            int close = open < 0 ? declared.end() : Brackets.closing(source.code(), open);
            return endingAt(source, close, depth + 1);
        }
        return Optional.empty();
    }

    /** Up to the line's end that no dot continues; {@code ?: throw ..} is left out. */
    static int endOfLineExpression(String code, int from) {
        int at = from;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '(' || c == '[' || c == '{') {
                at = Math.min(code.length() - 1, Brackets.closing(code, at));
            } else if (code.startsWith("?:", at) || c == ')' || c == '}' || c == ';') {
                return at;
            } else if (c == '\n') {
                int next = Brackets.skipBlank(code, at);
                boolean goesOn = code.startsWith(".", next)
                        || code.startsWith("?.", next)
                        || Brackets.skipBlank(code, from) >= at;
                if (!goesOn) {
                    return at;
                }
            }
            at++;
        }
        return at;
    }
}
