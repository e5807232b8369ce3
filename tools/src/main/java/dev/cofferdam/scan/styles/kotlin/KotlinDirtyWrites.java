package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Function;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Transactional functions that set a property of an entity: Hibernate then writes all columns of its row, as in Java. What the function
 * has just made is watched only when it is saved, which is counted where it is.
 */
final class KotlinDirtyWrites {

    private static final Pattern TRANSACTIONAL =
            Pattern.compile("@(?:[\\w.]*\\.)?Transactional\\b(?!\\s*\\([^)]*readOnly\\s*=\\s*true)");
    private static final Pattern READ_ONLY =
            Pattern.compile("@(?:[\\w.]*\\.)?Transactional\\s*\\([^)]*readOnly\\s*=\\s*true");
    private static final Pattern ENTITY = Pattern.compile("@(?:[\\w.:]*\\.)?Entity\\b");

    private final Scan scan;
    private final KotlinTypes types;
    private final KotlinExpressions expressions;
    private final KotlinMapping mapping;

    KotlinDirtyWrites(Scan scan, KotlinTypes types, KotlinExpressions expressions, KotlinMapping mapping) {
        this.scan = scan;
        this.types = types;
        this.expressions = expressions;
        this.mapping = mapping;
    }

    void find() {
        Map<String, Set<String>> watched = watched();
        for (KotlinSource source : types.sources()) {
            if (!source.file().isTest() && source.file().mentions("Transactional")) {
                scan.tree()
                        .faults()
                        .guard(
                                this,
                                source.file().path(),
                                () -> watched.forEach((entity, properties) -> {
                                    if (mapping.isMeant(source, entity)) {
                                        findIn(source, entity, properties);
                                    }
                                }));
            }
        }
    }

    /** By entity, the properties that are kept in its row besides the one that is asked about. */
    private Map<String, Set<String>> watched() {
        Map<String, Set<String>> watched = new LinkedHashMap<>();
        for (String name : mapping.entities()) {
            Set<String> properties = new TreeSet<>();
            types.named(name)
                    .filter(type -> ENTITY.matcher(type.annotations()).find()
                            && !type.annotations().contains("DynamicUpdate"))
                    .ifPresent(type -> types.levels(type).forEach(level -> level.properties().stream()
                            .filter(each -> !KotlinMapping.isTransient(each)
                                    && !each.annotations().matches("(?s).*@(\\w+:)?Id\\b.*"))
                            .forEach(each -> properties.add(each.name()))));
            scan.entities().all().stream()
                    .filter(entity -> entity.type().simpleName().equals(name) && isWrittenWhole(entity))
                    .forEach(entity -> properties.addAll(inRow(entity)));
            properties.removeAll(mapping.targets().keySet());
            if (!properties.isEmpty()) {
                watched.put(name, properties);
            }
        }
        return watched;
    }

    private boolean isWrittenWhole(EntityFact entity) {
        return !entity.dynamicUpdate() && !scan.entities().isRelational(entity);
    }

    private Set<String> inRow(EntityFact entity) {
        Set<String> properties = new TreeSet<>();
        for (PropertyFact property : entity.properties()) {
            boolean inRow = property.columns().stream().anyMatch(each -> each.table()
                    .equalsIgnoreCase(scan.column().table().name()));
            if (inRow && !property.member().has("Id") && !Entities.maps(property, scan.column())) {
                properties.add(property.name());
            }
        }
        return properties;
    }

    private void findIn(KotlinSource source, String entity, Set<String> properties) {
        Matcher assigned = Pattern.compile(
                        "(?<![\\w@])(" + String.join("|", properties) + ")\\s*(?:=(?!=)|[-+*/]=|\\+\\+|--)")
                .matcher(source.code());
        Set<Function> found = new HashSet<>();
        while (assigned.find()) {
            Optional<Function> function = source.functionAt(assigned.start());
            boolean watches = function.filter(each -> isTransactional(each) && !found.contains(each))
                    .filter(each -> isOn(source, assigned.start(), entity, each))
                    .isPresent();
            if (watches) {
                found.add(function.get());
                add(source, assigned.start(), assigned.group(1), entity);
            }
        }
    }

    private static boolean isTransactional(Function function) {
        return !READ_ONLY.matcher(function.annotations()).find()
                && (TRANSACTIONAL.matcher(function.annotations()).find()
                        || function.owner()
                                .filter(owner -> TRANSACTIONAL
                                        .matcher(owner.annotations())
                                        .find())
                                .isPresent());
    }

    private boolean isOn(KotlinSource source, int at, String entity, Function function) {
        String code = source.code();
        int before = Brackets.backBlank(code, at);
        if (before > 0 && code.charAt(before - 1) == '.') {
            int end = Brackets.backBlank(code, before - 1);
            return expressions.endingAt(source, end).filter(entity::equals).isPresent()
                    && !isMade(code.substring(function.start(), end), entity);
        }
        int open = Brackets.around(code, at);
        return open > 0
                && code.charAt(open) == '{'
                && expressions.scope(source, at).filter(entity::equals).isPresent()
                && !isMade(code.substring(function.start(), receiverEnd(code, open)), entity);
    }

    /** Where the receiver of {@code owner.apply { .. }} ends. */
    private static int receiverEnd(String code, int open) {
        int name = Brackets.startOfName(code, Brackets.backBlank(code, open));
        return Math.max(0, Brackets.backBlank(code, name) - 1);
    }

    /** Whether what a text ends with is a new object, or a variable that was given one. */
    private static boolean isMade(String text, String entity) {
        String end = text.strip().replaceFirst("[?!]+$", "");
        if (end.endsWith(")")) {
            int open = Brackets.opening(end, end.length() - 1);
            return open > 0
                    && end.substring(Brackets.startOfName(end, open), open).equals(entity);
        }
        String name = end.substring(Brackets.startOfName(end, end.length()));
        return !name.isEmpty()
                && Pattern.compile("\\b(?:val|var)\\s+" + Pattern.quote(name) + "\\s*(?::\\s*\\w+\\s*)?=\\s*"
                                + Pattern.quote(entity) + "\\s*\\(")
                        .matcher(text)
                        .find();
    }

    private void add(KotlinSource source, int offset, String property, String entity) {
        scan.add(new Hit(
                source.spot(offset),
                Access.WRITE,
                Style.DIRTY_WRITE,
                Confidence.LIKELY,
                property,
                "`" + property + "` changes a `" + entity
                        + "` that the persistence context watches, so all columns of its row are written when it is flushed;"
                        + " Kotlin, read by its words"));
    }
}
