package dev.cofferdam.scan.styles.values;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.mapping.PropertyFact.WrittenAt;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.words.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Classes that a row mapper of the project fills from a result set: {@code implements RowMapper<Owner>}, of JDBI as of Spring. What the
 * label's value is handed to tells the property; who uses the mapper tells the table.
 */
public final class FilledByHand {

    private static final Set<String> MAPPERS = Set.of("RowMapper", "ResultSetMapper", "ResultSetExtractor");
    private static final int OUTERMOST = 4;

    private final Scan scan;
    private final MappedBeans beans;
    private final String label;

    private FilledByHand(Scan scan) {
        this.scan = scan;
        beans = new MappedBeans(scan);
        label = '"' + scan.column().column() + '"';
    }

    /** Makes their properties known as mappings, before others ask for those. */
    public static void addTo(Scan scan) {
        FilledByHand finder = new FilledByHand(scan);
        scan.index().below(MAPPERS).forEach(finder::read);
    }

    private void read(TypeFact mapper) {
        SourceFile file = scan.index().source(mapper.path());
        if (!file.mentionsAny(Tokens.quoted(Set.of(scan.column().column())))) {
            return;
        }
        mapper.supertypes().stream()
                .filter(use ->
                        MAPPERS.contains(use.simpleName()) && use.arguments().size() == 1)
                .map(FilledByHand::element)
                .flatMap(use -> scan.index().resolve(use.name(), mapper).stream())
                .filter(type -> isOfTable(mapper, type))
                .findFirst()
                .ifPresent(type -> add(mapper, type, file));
    }

    private static TypeUse element(TypeUse mapper) {
        TypeUse use = mapper.arguments().get(0);
        while (!use.arguments().isEmpty()) {
            use = use.arguments().get(use.arguments().size() - 1);
        }
        return use;
    }

    /** A user of the mapper names the table, and no other table with such a column unless the names tell which is meant. */
    private boolean isOfTable(TypeFact mapper, TypeFact type) {
        String table = scan.column().table().name();
        List<SourceFile> users = scan.index().mentioning(Set.of(mapper.simpleName())).stream()
                .filter(file -> file.mentions(table))
                .toList();
        if (users.isEmpty()) {
            return false;
        }
        boolean alike = plain(type.simpleName()).contains(plain(singular(table)))
                || plain(mapper.simpleName()).contains(plain(singular(table)));
        return alike
                || scan.schema().findTable(scan.column().table()).isPresent()
                        && users.stream().anyMatch(file -> !isOfAnother(file));
    }

    private boolean isOfAnother(SourceFile user) {
        return scan.schema().tables().stream()
                .anyMatch(table -> !table.ref().equals(scan.column().table())
                        && table.findColumn(scan.column().column()).isPresent()
                        && user.mentions(table.ref().name()));
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String singular(String table) {
        return table.endsWith("ies")
                ? table.substring(0, table.length() - 3) + "y"
                : table.endsWith("s") && !table.endsWith("ss") ? table.substring(0, table.length() - 1) : table;
    }

    private void add(TypeFact mapper, TypeFact type, SourceFile file) {
        String text = file.text();
        int at = text.toLowerCase(Locale.ROOT).indexOf(label.toLowerCase(Locale.ROOT));
        if (at < 0) {
            return;
        }
        Optional<String> property = property(text, at, type);
        if (property.isPresent()) {
            WrittenAt written = new WrittenAt(mapper, mapper.simpleName(), file.lineAt(at));
            beans.add(type, property.get(), Optional.of(written), "filled by `" + mapper.simpleName() + "`");
        }
    }

    /** The field that a call around the label sets, else the one that bears the column's name. */
    private static Optional<String> property(String text, int label, TypeFact type) {
        int at = label;
        for (int i = 0; i < OUTERMOST; i++) {
            OptionalInt open = enclosing(text, at);
            if (open.isEmpty()) {
                break;
            }
            at = open.getAsInt();
            String call = wordBefore(text, at);
            String named = call.matches("(set|with)[A-Z].*")
                    ? Accessors.decapitalize(call.replaceFirst("^(set|with)", ""))
                    : call;
            if (type.field(named).isPresent()) {
                return Optional.of(named);
            }
        }
        String column = text.substring(label + 1, text.indexOf('"', label + 1));
        return Tokens.formsOf(column).stream()
                .filter(form -> type.field(form).isPresent())
                .findFirst();
    }

    /** The parenthesis that a place is in; none across statements. */
    private static OptionalInt enclosing(String text, int from) {
        int depth = 0;
        for (int i = from - 1; i >= 0 && ";{}".indexOf(text.charAt(i)) < 0; i--) {
            char letter = text.charAt(i);
            depth += letter == ')' ? 1 : letter == '(' ? -1 : 0;
            if (depth < 0) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static String wordBefore(String text, int at) {
        int end = at;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end);
    }
}
