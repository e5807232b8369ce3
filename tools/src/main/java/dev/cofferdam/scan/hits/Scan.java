package dev.cofferdam.scan.hits;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.java.Carriers;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.Naming;
import dev.cofferdam.scan.mapping.PlusEntities;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.SqlRoots;
import dev.cofferdam.scan.strings.StringFolder;
import dev.cofferdam.scan.types.ExpressionTypes;
import dev.cofferdam.scan.types.Repositories;
import dev.cofferdam.schema.Namesakes;
import dev.cofferdam.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** One question on its way through the layers: what is known, and what was found so far. */
public final class Scan {

    /** How an entity leads to its column. */
    private static final Set<Style> THROUGH_ENTITY = Set.of(
            Style.MAPPING,
            Style.JPQL,
            Style.DERIVED_QUERY,
            Style.CRITERIA,
            Style.ENTITY_READ,
            Style.ENTITY_WRITE,
            Style.DIRTY_WRITE,
            Style.ASSOCIATION_READ,
            Style.ACCESSOR);

    /** Entities below a class through which calls are still followed. */
    private static final int MOST_ENTITIES = 5;

    private final SourceTree tree;
    private final JavaIndex index;
    private final Naming naming;
    private final Entities entities;
    private final Repositories repositories;
    private final ExpressionTypes types;
    private final StringFolder folder;
    private final SqlRoots roots;
    private final Schema schema;
    private final ColumnRef column;
    private final Namesakes namesakes;

    private final List<Hit> hits = new ArrayList<>();
    private final Map<Undecided, Set<Place>> undecided = new LinkedHashMap<>();
    private final Set<String> notes = new TreeSet<>();
    private final Set<String> claimed = new HashSet<>();
    private final Map<String, List<Span>> claimedTexts = new HashMap<>();
    private final Map<Set<String>, Carriers> carriers = new HashMap<>();
    private final Map<TypeFact, Boolean> shared = new HashMap<>();

    public Scan(SourceTree tree, JavaIndex index, Schema schema, ColumnRef column) {
        this.tree = tree;
        this.schema = schema;
        this.column = column;
        this.index = index;
        naming = Naming.detect(tree);
        repositories = Repositories.of(index);
        entities = Entities.of(tree, index, naming, schema, repositories);
        PlusEntities.of(tree, index, repositories, schema).forEach(entities::add);
        namesakes = Namesakes.of(schema, column.table());
        entities.keepApart(namesakes);
        types = new ExpressionTypes(index, repositories);
        folder = new StringFolder(index, types);
        roots = new SqlRoots(folder);
        tree.notes().forEach(this::note);
    }

    private Scan(Scan other, Schema schema, ColumnRef column, Entities entities) {
        tree = other.tree;
        index = other.index;
        naming = other.naming;
        repositories = other.repositories;
        types = other.types;
        folder = other.folder;
        roots = other.roots;
        this.schema = schema;
        this.column = column;
        this.entities = entities;
        namesakes = Namesakes.of(schema, column.table());
    }

    /** The question of another column, with nothing found yet. */
    public Scan about(ColumnRef other) {
        return new Scan(this, schema, other, entities);
    }

    /** Likewise, with another schema, by which names are bound anew. */
    public Scan about(ColumnRef other, Schema bound) {
        return new Scan(this, bound, other, Entities.of(tree, index, naming, bound, repositories));
    }

    public SourceTree tree() {
        return tree;
    }

    public JavaIndex index() {
        return index;
    }

    public Naming naming() {
        return naming;
    }

    public Entities entities() {
        return entities;
    }

    public Repositories repositories() {
        return repositories;
    }

    public ExpressionTypes types() {
        return types;
    }

    public StringFolder folder() {
        return folder;
    }

    /** The statements of a file. */
    public SqlRoots roots() {
        return roots;
    }

    /** What the database holds; may be empty. */
    public Schema schema() {
        return schema;
    }

    /** What is asked about, by the names the server stores. */
    public ColumnRef column() {
        return column;
    }

    /** The tables that are called like the column's. */
    public Namesakes namesakes() {
        return namesakes;
    }

    /** Keeps a find; one that follows from an entity is no surer than the entity's table. */
    public void add(Hit hit) {
        boolean doubted = THROUGH_ENTITY.contains(hit.style()) && entities.isDoubted(column);
        hits.add(
                doubted
                        ? hit.possibly("nothing says whether the entity's table is this one or another of the name")
                        : hit);
    }

    /** Keeps a place that could not be judged, with the reason. */
    public void undecided(Hit.Spot spot, String what, String why) {
        undecided(spot, what, why, List.of());
    }

    /** Likewise, with further places of the same kind that it stands for. */
    public void undecided(Hit.Spot spot, String what, String why, List<Place> others) {
        undecided
                .computeIfAbsent(new Undecided(spot.place(), OneLine.of(what), OneLine.of(why)), one -> new TreeSet<>())
                .addAll(others);
    }

    /** Keeps what the reader has to know of the whole answer. */
    public void note(String note) {
        notes.add(note);
    }

    /** Looks into a file; when the finder fails on it, this is told, and the file is searched as text. */
    public Consumer<SourceFile> fenced(StyleFinder finder, Consumer<SourceFile> look) {
        return file -> tree.faults().guard(finder, file.path(), () -> look.accept(file));
    }

    /** Likewise, for what is read in each file, of many at once. */
    public <T> Function<SourceFile, Stream<T>> fencedMap(StyleFinder finder, Function<SourceFile, T> read) {
        return file -> tree.faults().guard(finder, file.path(), Stream.empty(), () -> Stream.of(read.apply(file)));
    }

    /** Likewise, for what is not looked for file by file: by the file that declares the type. */
    public void fenced(StyleFinder finder, TypeFact type, Runnable look) {
        tree.faults().guard(finder, type.path(), look);
    }

    /** Says that a string was judged by those who know what it is handed to, so that it counts as no mere text. */
    public void claim(TypeFact type, Node literal) {
        claimed.add(key(type, literal));
    }

    /** Whether a finder has judged the string already. */
    public boolean isClaimed(TypeFact type, Node literal) {
        return claimed.contains(key(type, literal));
    }

    /** Says that a statement in a file of another language was read, so that the words in it count as no mere text. */
    public void claim(SourceFile file, int from, int to) {
        claimedTexts.computeIfAbsent(file.path(), path -> new ArrayList<>()).add(new Span(from, to));
    }

    /** Whether a finder has read what stands at the offset. */
    public boolean isClaimed(SourceFile file, int offset) {
        return claimedTexts.getOrDefault(file.path(), List.of()).stream()
                .anyMatch(span -> span.from() <= offset && offset < span.to());
    }

    private record Span(int from, int to) {}

    private static String key(TypeFact type, Node literal) {
        return type.path() + "@" + literal.getBegin().orElse(Position.HOME);
    }

    public List<Hit> hits() {
        return List.copyOf(hits);
    }

    /** One question for each method: who looks at it sees the others. */
    public List<Undecided> undecided() {
        return byMember().stream().map(Scan::counted).toList();
    }

    /** The places that each question stands for besides its own; only where there are any. */
    public Map<Undecided, List<Place>> folded() {
        Map<Undecided, List<Place>> folded = new LinkedHashMap<>();
        for (List<Undecided> all : byMember()) {
            Set<Place> others = new TreeSet<>();
            all.forEach(one -> {
                others.add(one.place());
                others.addAll(undecided.getOrDefault(one, Set.of()));
            });
            others.remove(all.get(0).place());
            if (!others.isEmpty()) {
                folded.put(counted(all), List.copyOf(others));
            }
        }
        return folded;
    }

    private List<List<Undecided>> byMember() {
        Map<List<Object>, List<Undecided>> byMember = new LinkedHashMap<>();
        undecided.keySet().stream()
                .sorted(Comparator.comparing(Undecided::place).thenComparing(Undecided::what))
                .forEach(one -> byMember.computeIfAbsent(
                                one.place().className().isEmpty()
                                        ? List.of(one)
                                        : List.of(
                                                one.place().file(),
                                                one.place().className(),
                                                one.place().member()),
                                key -> new ArrayList<>())
                        .add(one));
        return List.copyOf(byMember.values());
    }

    private static Undecided counted(List<Undecided> all) {
        Undecided first = all.get(0);
        long more = all.stream().map(one -> one.place().line()).distinct().count() - 1;
        return more == 0
                ? first
                : new Undecided(
                        first.place(),
                        first.what() + ", and so in " + more + (more == 1 ? " more line" : " more lines")
                                + " of the method",
                        first.why());
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Simple names of the entities on the column's table, and the table's own name: what speaks for a mere word. */
    public Set<String> tableWords() {
        Set<String> words = new TreeSet<>();
        words.add(column.table().name());
        entities.mappings(column)
                .forEach(mapping -> words.add(mapping.entity().type().simpleName()));
        return words;
    }

    /** What brings one of these types into a file, or one that can stand for it. */
    public Carriers carriers(TypeFact... types) {
        Set<String> kin = new TreeSet<>();
        for (TypeFact type : types) {
            kin.add(type.simpleName());
            index.ancestors(type).stream().filter(each -> !isShared(each)).forEach(each -> kin.add(each.simpleName()));
            index.descendants(type).forEach(each -> kin.add(each.simpleName()));
        }
        return carriers.computeIfAbsent(Set.copyOf(kin), each -> Carriers.of(each, index));
    }

    /** A base class of many entities says nothing of one of them; who goes through it is not followed. */
    public boolean isShared(TypeFact type) {
        return shared.computeIfAbsent(
                type,
                each -> index.descendants(type).stream()
                                .filter(below -> entities.of(below).isPresent())
                                .count()
                        > MOST_ENTITIES);
    }
}
