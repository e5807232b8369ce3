package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.AliasBraces;
import dev.cofferdam.scan.statements.JpqlReader;
import dev.cofferdam.scan.statements.JpqlReading;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.statements.SqlRoot;
import dev.cofferdam.scan.statements.SqlRoots;
import dev.cofferdam.scan.statements.StatementOpening;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.scan.words.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Statements in strings: SQL, native queries and JPQL. Keeps what it read, so that result columns can be linked to it. */
public final class StatementFinder implements StyleFinder {

    private static final Set<String> MANAGERS = Set.of("EntityManager", "Session", "StatelessSession");
    private static final Pattern TABLE_TO_COME =
            Pattern.compile("(from|into|update|join)\\s+(\"\\s*[+)]|%(\\d+\\$)?s)", Pattern.CASE_INSENSITIVE);

    private final Scan scan;
    /** As long as what stands for a hole otherwise, so that what is found is found at the same place. */
    private static final String NOTHING = " ".repeat(FoldedText.HOLE.length());

    private final SqlReading reading;
    private final StatementHoles holes;
    private final JpqlRows wholeRows;
    private final SqlRoots roots;
    private final List<Read> read = new ArrayList<>();
    private final Map<String, List<Read>> byPath = new HashMap<>();

    /** A statement that was looked at, and what it does with the column. */
    public record Read(TypeFact type, SqlRoot root, List<SqlReading.Use> uses) {
        boolean touches() {
            return !uses.isEmpty();
        }
    }

    private final List<SourceFile> candidates;

    public StatementFinder(Scan scan) {
        this.scan = scan;
        reading = new SqlReading(scan.column(), scan.schema());
        holes = new StatementHoles(scan, reading);
        wholeRows = new JpqlRows(scan);
        roots = scan.roots();
        Set<String> words = scan.tableWords();
        scan.entities().all().stream()
                .filter(entity -> scan.entities().loads(entity, scan.column())
                        || !scan.entities().eagerPath(entity, scan.column()).isEmpty())
                .forEach(entity -> words.add(entity.entityName()));
        words.addAll(scan.entities().associationsTo(scan.column()));
        Set<String> verbs = Tokens.quoted(StatementOpening.VERBS);
        Set<String> quoted = Tokens.quoted(words);
        Words anyVerb = Words.any(verbs);
        Words anyTable = Words.any(quoted);
        List<SourceFile> holding = scan.index().files().parallelStream()
                .filter(file -> file.mentions(anyVerb) && (file.mentions(anyTable) || mayHoleTable(file)))
                .filter(file -> StatementOpening.isIn(file.text()))
                .toList();
        quoted.add("\"" + scan.column().column());
        // The table may stand in a constant, and the body that sends the statement holds no more than its beginning.
        quoted.addAll(verbs);
        StatementConstants constants = new StatementConstants(scan.index(), words);
        constants.addFrom(holding);
        quoted.addAll(constants.names());
        candidates = new ArrayList<>(holding);
        candidates.addAll(constants.users(Set.copyOf(holding)));
        scan.index().want(candidates, quoted);
    }

    /** Files that may hold a statement on the table. */
    public List<SourceFile> candidates() {
        return candidates;
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> findIn(scan.index().unit(file.path()))));
    }

    /** The table's name need not be in the file: it is added, appended, or put into a format. */
    private boolean mayHoleTable(SourceFile file) {
        return file.mentions("\"" + scan.column().column())
                && TABLE_TO_COME.matcher(file.text()).find();
    }

    List<Read> reads() {
        return Collections.unmodifiableList(read);
    }

    /** Those that stand in one file. */
    public List<Read> readsIn(String path) {
        return Collections.unmodifiableList(byPath.getOrDefault(path, List.of()));
    }

    /** Roots of a file that was no candidate; needed to see that a result column belongs to another statement. */
    public List<Read> readsIn(CompilationUnit unit) {
        return roots.of(unit).stream()
                .flatMap(root ->
                        scan.types().context(root.anchor()).stream().map(type -> new Read(type, root, List.of())))
                .toList();
    }

    private void findIn(CompilationUnit unit) {
        for (SqlRoot root : roots.of(unit)) {
            Optional<TypeFact> type = scan.types().context(root.anchor());
            if (type.isPresent()) {
                boolean jpql =
                        root.kind() == SqlRoot.Kind.JPQL && !isRelational(type.get()) && !isOnHandle(root, type.get());
                if (jpql || isDisguisedJpql(root)) {
                    findJpql(type.get(), root);
                } else {
                    findSql(type.get(), root);
                }
            }
        }
    }

    /** {@code @Query} of Spring Data JDBC and R2DBC takes SQL. */
    private boolean isRelational(TypeFact type) {
        return scan.repositories()
                .of(type)
                .flatMap(repository -> scan.entities().of(repository.entityType()))
                .filter(scan.entities()::isRelational)
                .isPresent();
    }

    /** A handle of JDBI has a method that is named like the one of an entity manager, and takes SQL. */
    private boolean isOnHandle(SqlRoot root, TypeFact type) {
        return root.call().equals("createQuery")
                && scan.index().source(type.path()).mentions("jdbi")
                && Enclosing.nearest(root.anchor(), MethodCallExpr.class)
                        .flatMap(MethodCallExpr::getScope)
                        .flatMap(scan.types()::of)
                        .filter(receiver -> MANAGERS.contains(receiver.name()))
                        .isEmpty();
    }

    /** A wrapper of the house may take JPQL: FROM then names an entity, and no table of that name is there. */
    private boolean isDisguisedJpql(SqlRoot root) {
        if (root.kind() != SqlRoot.Kind.SQL) {
            return false;
        }
        String text = root.text().text();
        return scan.entities().all().stream()
                .filter(entity -> !scan.entities().isRelational(entity))
                .anyMatch(entity -> !entity.entityName().equalsIgnoreCase(entity.table())
                        && text.contains(entity.entityName())
                        && Pattern.compile(
                                        "(?i:\\b(from|update|join))\\s+" + Pattern.quote(entity.entityName()) + "\\b")
                                .matcher(text)
                                .find());
    }

    private void findSql(TypeFact type, SqlRoot root) {
        String text = AliasBraces.blanked(root.text().text());
        List<SqlReading.Use> uses = reading.read(text);
        if (uses.isEmpty() && root.text().hasHoles()) {
            uses = reading.read(root.text().text(NOTHING));
        }
        Read added = new Read(type, root, uses);
        read.add(added);
        byPath.computeIfAbsent(type.path(), path -> new ArrayList<>()).add(added);
        Style style = root.kind() == SqlRoot.Kind.SQL || isOnHandle(root, type) ? Style.SQL_STRING : Style.NATIVE_QUERY;
        Optional<String> statement = root.text().hasHoles() ? Optional.empty() : Optional.of(text.strip());
        for (SqlReading.Use use : uses) {
            String token = use.access() == Access.WRITE ? scan.column().table().name() : "";
            Hit hit = new Hit(
                    spot(type, root),
                    use.access(),
                    use.star() ? Style.STAR : style,
                    use.confidence(),
                    use.star() ? token : scan.column().column(),
                    use.reason() + handedTo(root),
                    statement);
            ConstantPlace.placed(hit, type, root, use.offset()).forEach(scan::add);
        }
        holes.judgeSql(type, root);
    }

    private static String handedTo(SqlRoot root) {
        return root.call().isEmpty() ? "" : ", handed to `" + root.call() + "`";
    }

    private void findJpql(TypeFact type, SqlRoot root) {
        String entityName = scan.repositories()
                .of(type)
                .flatMap(repository -> scan.entities().of(repository.entityType()))
                .map(EntityFact::entityName)
                .orElse("");
        JpqlReading jpql = JpqlReader.read(root.text().text(), scan.entities(), entityName, type.path());
        boolean touches = false;
        for (Access access : List.of(Access.WRITE, Access.READ)) {
            Optional<JpqlReading.PathUse> use = jpql.uses().stream()
                    .filter(each -> each.access() == access && Entities.maps(each.property(), scan.column()))
                    .filter(each -> each.property().kind() != PropertyFact.Kind.TO_MANY)
                    .findFirst();
            if (use.isPresent()) {
                touches = true;
                ConstantPlace.placed(
                                jpqlHit(type, root, use.get()),
                                type,
                                root,
                                use.get().offset())
                        .forEach(scan::add);
            }
        }
        if (!touches) {
            wholeRows.find(type, root, spot(type, root), jpql);
        }
        if (root.text().hasHoles() && concerns(jpql)) {
            holes.judgeJpql(type, root, entityName);
        }
    }

    private Hit jpqlHit(TypeFact type, SqlRoot root, JpqlReading.PathUse use) {
        return new Hit(
                spot(type, root),
                use.access(),
                Style.JPQL,
                Confidence.CERTAIN,
                use.property().name(),
                "the query names `" + use.entity().entityName() + "."
                        + use.property().path() + "`, which maps " + scan.column());
    }

    private static Spot spot(TypeFact type, SqlRoot root) {
        return new Spot(type.path(), JavaReader.line(root.anchor()), Optional.of(type.name()), root.member());
    }

    private boolean concerns(JpqlReading jpql) {
        return Stream.concat(jpql.whole().stream(), jpql.ranges().stream())
                        .anyMatch(each -> scan.entities().loads(each, scan.column()))
                || jpql.uses().stream().anyMatch(each -> scan.entities().loads(each.entity(), scan.column()));
    }
}
