package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Usages that write a constant for the column's name ({@code rs.getString(«Cols.MAIL»)}), and the usage where the constant holds it. There a
 * person edits; what names the constant is right with it.
 */
final class NamedByConstant {

    private static final Set<Style> IN_TEXT =
            Set.of(Style.SQL_STRING, Style.NATIVE_QUERY, Style.JPQL, Style.RESULT_COLUMN, Style.CRITERIA);

    private final List<Usage> usages;
    private final Map<String, Usage> byConstant = new HashMap<>();

    private NamedByConstant(List<Usage> usages) {
        this.usages = usages;
    }

    static NamedByConstant in(List<Usage> usages) {
        NamedByConstant named = new NamedByConstant(usages);
        for (Usage usage : usages) {
            usage.place()
                    .member()
                    .filter(member -> IN_TEXT.contains(usage.style()) && holds(usage.evidence(), member))
                    .ifPresent(member -> named.byConstant.putIfAbsent(member, usage));
        }
        return named;
    }

    /** {@code FIELDS = "id, «email»"}, {@code MAIL("«email»")}. */
    private static boolean holds(String evidence, String constant) {
        return Pattern.compile("\\b" + Pattern.quote(constant) + "(\\s*=[^=].*|\\([^()\"]*\")«")
                .matcher(evidence)
                .find();
    }

    /** The usages, those that name a constant after all others: the first of a piece of work says where it stands. */
    List<Usage> first() {
        List<Usage> sorted = new ArrayList<>(
                usages.stream().filter(usage -> constant(usage).isEmpty()).toList());
        usages.stream().filter(usage -> constant(usage).isPresent()).forEach(sorted::add);
        return sorted;
    }

    /** The usage whose edit settles this one: itself, unless it names a constant. */
    Usage of(Usage usage) {
        return constant(usage).orElse(usage);
    }

    private Optional<Usage> constant(Usage usage) {
        String evidence = usage.evidence();
        int from = evidence.indexOf('«');
        int to = evidence.indexOf('»');
        boolean quoted = from > 0 && evidence.charAt(from - 1) == '"';
        if (from < 0 || to < from || quoted || !IN_TEXT.contains(usage.style())) {
            return Optional.empty();
        }
        for (String name : evidence.substring(from + 1, to).split("\\W+", -1)) {
            Usage constant = byConstant.get(name);
            if (constant != null && !constant.equals(usage)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
