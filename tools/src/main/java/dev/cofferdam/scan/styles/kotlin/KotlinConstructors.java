package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Owner(1, "555")}: the place among the arguments says which property of the constructor is set. */
final class KotlinConstructors {

    private static final Pattern NAMED = Pattern.compile("\\s*\\w+\\s*=(?!=).*", Pattern.DOTALL);
    private static final Set<String> DECLARING = Set.of("class", "fun", "interface", "object", "constructor");

    private final Scan scan;
    private final KotlinTypes types;
    private final KotlinMapping mapping;

    KotlinConstructors(Scan scan, KotlinTypes types, KotlinMapping mapping) {
        this.scan = scan;
        this.types = types;
        this.mapping = mapping;
    }

    /** All calls in a file of constructors that set a property. */
    void find(KotlinSource source, String property, Set<String> owners) {
        for (String owner : owners) {
            int position = types.named(owner)
                    .flatMap(type -> type.property(property))
                    .map(KotlinType.Property::position)
                    .orElse(0);
            if (position > 0 && mapping.isMeant(source, owner)) {
                findIn(source, property, owner, position);
            }
        }
    }

    private void findIn(KotlinSource source, String property, String owner, int position) {
        String code = source.code();
        Matcher call = Pattern.compile("(?<![\\w@])" + Pattern.quote(owner) + "\\s*\\(")
                .matcher(code);
        while (call.find()) {
            if (isCall(code, call.start())) {
                argument(code, call.end() - 1, position)
                        .map(at -> Brackets.skipBlank(source.text(), at))
                        .filter(at -> ",)".indexOf(source.text().charAt(at)) < 0)
                        .ifPresent(at -> scan.add(source.hit(
                                at,
                                Access.WRITE,
                                Style.ACCESSOR,
                                token(source.text(), at),
                                "the constructor sets `" + owner + "." + property + "` by argument " + position)));
            }
        }
    }

    /** Not where the type is declared, extended or annotates. */
    private static boolean isCall(String code, int start) {
        int end = Brackets.backBlank(code, start);
        String before = code.substring(Brackets.startOfName(code, end), end);
        return !DECLARING.contains(before) && !(end > 0 && code.charAt(end - 1) == ':');
    }

    /** Where the argument begins; arguments that are named say themselves what they set. */
    private static Optional<Integer> argument(String code, int open, int position) {
        int close = Brackets.closing(code, open);
        List<Integer> starts = new ArrayList<>(List.of(open + 1));
        for (int at = open + 1; at < close; at++) {
            if (code.charAt(at) == ',' && Brackets.around(code, at) == open) {
                starts.add(at + 1);
            }
        }
        if (starts.size() < position) {
            return Optional.empty();
        }
        for (int i = 0; i < position; i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) - 1 : close;
            if (NAMED.matcher(code.substring(starts.get(i), end)).matches()) {
                return Optional.empty();
            }
        }
        int end = starts.size() > position ? starts.get(position) - 1 : close;
        // A string is blank in the code; a comma behind the last argument has nothing after it.
        int last = starts.get(position - 1);
        return end > last ? Optional.of(last) : Optional.empty();
    }

    private static String token(String text, int at) {
        int end = at;
        while (end < text.length() && ",)\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(at, end).strip();
    }
}
