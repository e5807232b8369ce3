package dev.cofferdam.scan.styles.mybatis;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.mapping.PropertyFact.WrittenAt;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeFact.ParameterFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.statements.HoledSql;
import dev.cofferdam.scan.statements.SelectList;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.styles.sql.StatementFinder;
import dev.cofferdam.scan.styles.values.MappedBeans;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Statements in annotations of MyBatis and JDBI that are more than one string: arrays of lines and scripts with dynamic elements.
 * Also what they fill: {@code @Results}, and classes that are filled by name. One string alone is {@link StatementFinder}'s.
 */
public final class AnnotatedSqlFinder implements StyleFinder {

    private static final Set<String> MYBATIS = Set.of("Select", "Insert", "Update", "Delete");
    private static final Set<String> JDBI = Set.of("SqlQuery", "SqlUpdate", "SqlBatch", "SqlScript", "SqlCall");
    private static final Set<String> DEFINES = Set.of("Define", "DefineList");
    private static final Set<String> BEANS = Set.of(
            "RegisterBeanMapper", "RegisterConstructorMapper", "RegisterFieldMapper", "MapToBean", "MapResultAsBean");

    private final Scan scan;
    private final SqlReading reading;
    private final MappedBeans beans;
    private final List<Hit> hits = new ArrayList<>();

    public AnnotatedSqlFinder(Scan scan) {
        this.scan = scan;
        reading = new SqlReading(scan.column(), scan.schema());
        beans = new MappedBeans(scan);
        String table = scan.column().table().name();
        scan.index().files().stream()
                .filter(file -> file.mentions("ibatis") || file.mentions("jdbi"))
                .filter(file -> file.mentions(table) || file.text().contains("${") || file.mentions("Define"))
                .forEach(scan.fenced(
                        this, file -> scan.index().facts(file.path()).types().forEach(this::read)));
    }

    @Override
    public void find() {
        hits.forEach(scan::add);
    }

    private void read(TypeFact type) {
        boolean any = false;
        for (MethodFact method : type.methods()) {
            any |= read(type, method);
        }
        if (any) {
            type.methods().forEach(method -> readResults(type, method));
        }
    }

    /** Whether a statement of the method reads the column. */
    private boolean read(TypeFact type, MethodFact method) {
        boolean reads = false;
        for (AnnotationFact annotation : method.annotations()) {
            boolean mybatis = MYBATIS.contains(annotation.name());
            if (!mybatis && !JDBI.contains(annotation.name())) {
                continue;
            }
            String text =
                    annotation.member("value").map(value -> text(value, type)).orElse("");
            String sql = mybatis ? MyBatisMapper.plain(text) : text;
            List<SqlReading.Use> uses = reading.read(sql);
            uses.forEach(use -> add(type, method, annotation, use, sql));
            noteSplices(type, method, annotation, uses, mybatis ? sql : defined(sql, method));
            reads |= uses.stream().anyMatch(use -> use.access().reads());
            boolean selects = uses.stream()
                    .anyMatch(use -> use.access().reads() && (use.star() || SelectList.holds(sql, use.offset())));
            if (selects && (mybatis || isFilledByName(type, method))) {
                filled(type, method).ifPresent(bean -> fill(bean, method));
            }
        }
        return reads;
    }

    /** What JDBI puts in for a parameter with {@code @Define}, which is text; what it binds is none. */
    private static String defined(String sql, MethodFact method) {
        String holed = sql;
        for (ParameterFact parameter : method.parameters()) {
            for (AnnotationFact define : parameter.annotations()) {
                String name = define.member("value")
                        .filter(ConstantText.Literal.class::isInstance)
                        .map(value -> ((ConstantText.Literal) value).text())
                        .orElse(parameter.name());
                holed = DEFINES.contains(define.name()) ? holed.replace("<" + name + ">", FoldedText.HOLE) : holed;
            }
        }
        return holed;
    }

    private void noteSplices(
            TypeFact type, MethodFact method, AnnotationFact annotation, List<SqlReading.Use> uses, String sql) {
        boolean unnamed = uses.stream().allMatch(SqlReading.Use::star);
        if (unnamed && sql.contains(FoldedText.HOLE) && new HoledSql(scan.column()).mayName(sql)) {
            scan.undecided(
                    Spot.of(type, method.name(), annotation.line()),
                    "the statement of `@" + annotation.name() + "` splices text in",
                    "the text could name " + scan.column());
        }
    }

    private static boolean isFilledByName(TypeFact type, MethodFact method) {
        return type.hasAny(BEANS) || method.hasAny(BEANS);
    }

    private void fill(TypeFact bean, MethodFact method) {
        boolean mapped = results(method).anyMatch(this::isColumn);
        if (!mapped) {
            beans.addByName(bean);
        }
    }

    /** Several strings are lines: MyBatis joins them with a space. */
    private String text(ConstantText value, TypeFact context) {
        if (value instanceof ConstantText.Several several) {
            return String.join(
                    " ",
                    several.values().stream().map(each -> text(each, context)).toList());
        }
        if (value instanceof ConstantText.Joined joined) {
            return text(joined.left(), context) + text(joined.right(), context);
        }
        return scan.index().text(value, context).orElse(" ");
    }

    private void add(TypeFact type, MethodFact method, AnnotationFact annotation, SqlReading.Use use, String sql) {
        String token = use.star() ? "" : scan.column().column();
        List<String> lines = scan.index().source(type.path()).lines();
        int line = annotation.line();
        for (int i = annotation.line(); i <= Math.min(method.line(), lines.size()) && !token.isEmpty(); i++) {
            if (Tokens.has(lines.get(i - 1), token)) {
                line = i;
                break;
            }
        }
        hits.add(new Hit(
                Spot.of(type, method.name(), line),
                use.access(),
                use.star() ? Style.STAR : Style.SQL_STRING,
                use.confidence(),
                token,
                use.reason() + ", handed to `" + annotation.name() + "`",
                sql.contains(FoldedText.HOLE) ? Optional.empty() : Optional.of(sql.strip())));
    }

    private static Stream<AnnotationFact> results(MethodFact method) {
        return Stream.concat(
                method.annotations().stream()
                        .filter(each -> Set.of("Result", "Arg").contains(each.name())),
                method.annotations().stream()
                        .filter(each -> Set.of("Results", "ConstructorArgs").contains(each.name()))
                        .flatMap(each -> each.nested("value").stream()));
    }

    private boolean isColumn(AnnotationFact result) {
        return result.member("column")
                .filter(ConstantText.Literal.class::isInstance)
                .filter(each -> ((ConstantText.Literal) each)
                        .text()
                        .equalsIgnoreCase(scan.column().column()))
                .isPresent();
    }

    private Optional<TypeFact> filled(TypeFact type, MethodFact method) {
        TypeUse use = method.type();
        while (!use.arguments().isEmpty()) {
            use = use.arguments().get(use.arguments().size() - 1);
        }
        return scan.index().resolve(use.name(), type).filter(each -> each.kind() != TypeFact.Kind.ENUM);
    }

    private void readResults(TypeFact type, MethodFact method) {
        results(method).filter(this::isColumn).forEach(result -> {
            Optional<String> property =
                    result.member("property").flatMap(each -> scan.index().text(each, type));
            WrittenAt at = new WrittenAt(type, method.name(), result.line());
            boolean added = property.isPresent()
                    && filled(type, method)
                            .filter(bean -> beans.add(
                                    bean, property.get(), Optional.of(at), "`@Result` of `" + method.name() + "`"))
                            .isPresent();
            if (!added) {
                hits.add(new Hit(
                        Spot.of(type, method.name(), result.line()),
                        Access.MAPPING,
                        Style.MAPPING,
                        Confidence.CERTAIN,
                        scan.column().column(),
                        "`@Result` maps a column that the statement reads"));
            }
        });
    }
}
