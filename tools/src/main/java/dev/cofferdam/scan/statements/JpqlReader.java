package dev.cofferdam.scan.statements;

import dev.cofferdam.domain.Access;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.statements.JpqlReading.PathUse;
import dev.cofferdam.scan.statements.JpqlTokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads JPQL and HQL as far as paths go: identification variables are bound first, then every path is followed through the mapping
 * (Jakarta Persistence 4.4). Sub-queries share the variables of the whole statement, which only a deliberate shadowing would break.
 */
public final class JpqlReader {

    private static final Set<String> NO_ALIAS = Set.of(
            "where",
            "join",
            "left",
            "right",
            "inner",
            "outer",
            "full",
            "cross",
            "on",
            "with",
            "fetch",
            "group",
            "order",
            "having",
            "set",
            "select",
            "union",
            "limit",
            "offset",
            "and",
            "or",
            "as",
            "values",
            "in",
            "from",
            "intersect",
            "except",
            "returning");

    private final Entities entities;
    private final JpqlTokens tokens;
    private final String path;
    private final Map<String, EntityFact> variables = new HashMap<>();
    private final List<PathUse> uses = new ArrayList<>();
    private final List<EntityFact> whole = new ArrayList<>();
    private final List<JpqlReading.Fetch> fetched = new ArrayList<>();
    private final List<String> unresolved = new ArrayList<>();

    private JpqlReader(JpqlTokens tokens, Entities entities, String path) {
        this.tokens = tokens;
        this.entities = entities;
        this.path = path;
    }

    /**
     * What a text says of the entities and properties that it names.
     *
     * @param entityName what {@code #{#entityName}} stands for; empty when it stands for nothing
     * @param path of the file in which the text stands
     */
    public static JpqlReading read(String text, Entities entities, String entityName, String path) {
        JpqlReader reader = new JpqlReader(new JpqlTokens(text, entityName), entities, path);
        reader.bindVariables();
        reader.readPaths();
        reader.readSelect();
        return new JpqlReading(
                List.copyOf(reader.uses),
                List.copyOf(reader.whole),
                List.copyOf(reader.fetched),
                List.copyOf(reader.variables.values()),
                List.copyOf(reader.unresolved));
    }

    private Token at(int i) {
        return tokens.at(i);
    }

    private void bindVariables() {
        boolean inFrom = false;
        int depth = 0;
        int fromDepth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = at(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            boolean range = token.is("from") && !tokens.isInsideFunction(i)
                    || token.is("update") && i == 0
                    || token.is("delete") && i == 0;
            if (range || token.is("join")) {
                inFrom = true;
                fromDepth = depth;
                boolean fetch = at(i + 1).is("fetch");
                int start = i + 1;
                while (at(start).is("fetch")
                        || at(start).is("from")
                        || at(start).is("versioned")) {
                    start++;
                }
                i = bind(start, fetch) - 1;
            } else if (inFrom && depth == fromDepth && token.is(",")) {
                int start = at(i + 1).is("in") && at(i + 2).is("(") ? i + 3 : i + 1;
                i = bind(start, false) - 1;
            } else if (token.is("where")
                    || token.is("set")
                    || token.is("select")
                    || token.is("group")
                    || token.is("order")) {
                inFrom = false;
            }
        }
    }

    /** Binds {@code Path [as] variable} and returns the index after it. */
    private int bind(int start, boolean fetch) {
        int end = start;
        StringBuilder path = new StringBuilder();
        while (at(end).isName() && (end == start || at(end - 1).is("."))) {
            path.append(at(end).text());
            end++;
            if (at(end).is(".")) {
                path.append('.');
                end++;
            }
        }
        if (end == start) {
            return start + 1;
        }
        Optional<EntityFact> target = resolve(path.toString());
        int after = at(end).is(")") ? end + 1 : end;
        int alias = at(after).is("as") ? after + 1 : after;
        boolean named =
                at(alias).isName() && !NO_ALIAS.contains(at(alias).text().toLowerCase(Locale.ROOT));
        if (target.isPresent()) {
            variables.put(named ? at(alias).text().toLowerCase(Locale.ROOT) : "", target.get());
            if (fetch) {
                fetched.add(new JpqlReading.Fetch(
                        target.get(), path.toString(), at(end - 1).offset()));
            }
        } else {
            unresolved.add(path.toString());
        }
        return named ? alias + 1 : Math.max(after, start + 1);
    }

    private Optional<EntityFact> resolve(String name) {
        int dot = name.indexOf('.');
        EntityFact variable =
                dot < 0 ? null : variables.get(name.substring(0, dot).toLowerCase(Locale.ROOT));
        if (variable == null) {
            return entities.named(name, path);
        }
        EntityFact at = variable;
        String prefix = "";
        boolean arrived = false;
        for (String step : name.substring(dot + 1).split("\\.")) {
            Optional<PropertyFact> property = find(at, prefix + step);
            if (property.isEmpty()) {
                return Optional.empty();
            }
            Optional<EntityFact> target = property.get().target().flatMap(entities::of);
            if (target.isPresent()) {
                at = target.get();
                prefix = "";
                arrived = true;
            } else {
                prefix = prefix + step + ".";
            }
        }
        return arrived ? Optional.of(at) : Optional.empty();
    }

    /** Also properties of subclasses, as HQL allows. */
    private Optional<PropertyFact> find(EntityFact entity, String path) {
        return entities.withSubclasses(entity).stream()
                .flatMap(each -> each.property(path).stream())
                .findFirst();
    }

    private void readPaths() {
        boolean update = at(0).is("update");
        JpqlAliases aliases = new JpqlAliases(tokens);
        boolean inSet = false;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = at(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            inSet = token.is("set") && update || inSet && !(token.is("where") && depth == 0);
            if (!token.isName() || at(i - 1).is(".")) {
                continue;
            }
            EntityFact variable = variables.get(token.text().toLowerCase(Locale.ROOT));
            boolean target =
                    inSet && depth == 0 && (at(i - 1).is("set") || at(i - 1).is(","));
            if (variable != null && at(i + 1).is(".")) {
                i = follow(variable, i + 2, target);
            } else if (variable == null && !at(i + 1).is("(") && !at(i - 1).is(":") && !aliases.isAt(i)) {
                Optional<EntityFact> only = unqualified()
                        .filter(entity -> find(entity, token.text()).isPresent());
                if (only.isPresent()) {
                    i = follow(only.get(), i, target);
                }
            }
        }
    }

    /** Whose properties may stand without a variable: of the entity that has none, and in HQL of the only one there is. */
    private Optional<EntityFact> unqualified() {
        return variables.size() == 1 ? variables.values().stream().findFirst() : Optional.ofNullable(variables.get(""));
    }

    /** Follows a path from its first property and returns the index of its last token. */
    private int follow(EntityFact start, int first, boolean written) {
        EntityFact entity = start;
        String prefix = "";
        int i = first;
        while (at(i).isName()) {
            boolean last = !at(i + 1).is(".") || !at(i + 2).isName();
            Optional<PropertyFact> property = find(entity, prefix + at(i).text());
            if (property.isEmpty()) {
                if (!at(i).is("id") && !at(i).is("size")) {
                    unresolved.add(prefix + at(i).text());
                }
                return i;
            }
            uses.add(new PathUse(entity, property.get(), last && written ? Access.WRITE : Access.READ, at(i).offset()));
            if (last) {
                return i;
            }
            Optional<EntityFact> target = property.get().target().flatMap(entities::of);
            prefix = target.isPresent() ? "" : prefix + at(i).text() + ".";
            entity = target.orElse(entity);
            i += 2;
        }
        return i - 1;
    }

    /** A bare variable in a SELECT list, or no SELECT list at all, reads whole rows. */
    private void readSelect() {
        if (at(0).is("from")) {
            entities.all().stream()
                    .filter(variables::containsValue)
                    .filter(each -> isFirstRange(each))
                    .forEach(whole::add);
            return;
        }
        if (!at(0).is("select")) {
            return;
        }
        int depth = 0;
        List<Boolean> keeps = new ArrayList<>();
        for (int i = 1; i < tokens.size() && !(at(i).is("from") && depth == 0); i++) {
            Token token = at(i);
            if (token.is("(")) {
                depth++;
                // new Dto(o) and object(o) hand the entity on; count(o) and the like do not read it.
                keeps.add(tokens.isConstructor(i)
                        || at(i - 1).is("object")
                        || at(i - 1).is("distinct"));
            } else if (token.is(")")) {
                depth--;
                if (!keeps.isEmpty()) {
                    keeps.remove(keeps.size() - 1);
                }
            } else if (!at(i + 1).is(".") && !at(i - 1).is(".") && !at(i - 1).is("as") && !keeps.contains(false)) {
                EntityFact variable = variables.get(token.text().toLowerCase(Locale.ROOT));
                if (variable != null) {
                    whole.add(variable);
                }
            } else if (at(i - 1).is(".") && isResult(i) && !keeps.contains(false)) {
                selected(token).ifPresent(whole::add);
            }
        }
    }

    /** {@code select o.customer}: the entity that a path of the list leads to is read whole. */
    private Optional<EntityFact> selected(Token last) {
        return uses.stream()
                .filter(use -> use.offset() == last.offset() && use.property().isAssociation())
                .flatMap(use -> use.property().target().flatMap(entities::of).stream())
                .findFirst();
    }

    /** Whether a path that ends here is a result itself, and no operand. */
    private boolean isResult(int i) {
        Token next = at(i + 1);
        return ends(next) || next.is("as") || next.isName() && ends(at(i + 2));
    }

    private static boolean ends(Token token) {
        return token.is(",") || token.is("from") || token.is(")");
    }

    private boolean isFirstRange(EntityFact entity) {
        StringBuilder range = new StringBuilder();
        for (int i = 1; at(i).isName() || at(i).is("."); i++) {
            range.append(at(i).text());
            if (!at(i + 1).is(".") && !at(i).is(".")) {
                break;
            }
        }
        return entities.named(range.toString(), path)
                .filter(each -> each.type().equals(entity.type()))
                .isPresent();
    }
}
