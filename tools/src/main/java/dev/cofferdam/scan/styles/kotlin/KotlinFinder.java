package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Entities, tables, repositories and property accesses in Kotlin, by their words. */
public final class KotlinFinder implements StyleFinder {

    /** One of them stands in a file that maps a table or asks for one. */
    private static final Set<String> MAPPING_WORDS = Set.of(
            "Entity",
            "MappedSuperclass",
            "Embeddable",
            "MappedEntity",
            "Table",
            "IdTable",
            "IntIdTable",
            "LongIdTable",
            "UUIDTable",
            "UIntIdTable",
            "ULongIdTable",
            "CompositeIdTable",
            "BaseTable",
            "Repository",
            "CrudRepository",
            "ListCrudRepository",
            "PagingAndSortingRepository",
            "JpaRepository",
            "CoroutineCrudRepository",
            "CoroutineSortingRepository",
            "ReactiveCrudRepository",
            "R2dbcRepository");

    private final Scan scan;

    public KotlinFinder(Scan scan) {
        this.scan = scan;
    }

    @Override
    public void find() {
        KotlinTypes types = new KotlinTypes(scan.index());
        types.read(scan.tree(), MAPPING_WORDS);
        KotlinExpressions expressions = new KotlinExpressions(types);
        KotlinMapping mapping = new KotlinMapping(scan, types);
        mapping.readJava();
        mapping.readKotlin();
        ExposedFinder exposed = new ExposedFinder(scan, types, expressions, mapping);
        readWhatMentions(mapping, exposed, types);
        exposed.find();
        // Entities over a table are known only now, and who uses them need not name the table.
        readWhatMentions(mapping, exposed, types);
        exposed.bindCompanions();
        new ExposedEntities(scan, types, exposed).find();
        types.all().stream()
                .filter(KotlinMapping::isRepository)
                .forEach(
                        repository -> expressions.inherits(repository.name(), KotlinRepositories.entityOf(repository)));
        new KotlinRepositories(scan, types, expressions, mapping).find();
        new KotlinQueries(scan, types, expressions, mapping).find();
        PropertyUses uses = new PropertyUses(scan, types, expressions, mapping);
        KotlinCriteria criteria = new KotlinCriteria(scan, expressions, mapping);
        for (Map.Entry<String, Set<String>> target : mapping.targets().entrySet()) {
            types.sources().stream()
                    .filter(source -> source.file().mentions(target.getKey()))
                    .forEach(source -> scan.tree()
                            .faults()
                            .guard(this, source.file().path(), () -> {
                                uses.find(source, target.getKey(), target.getValue());
                                criteria.find(source, target.getKey(), target.getValue());
                            }));
        }
        KotlinConstructors constructors = new KotlinConstructors(scan, types, mapping);
        mapping.targets().forEach((property, owners) -> types.sources().stream()
                .filter(source -> source.file().mentionsAny(owners))
                .forEach(source -> scan.tree()
                        .faults()
                        .guard(this, source.file().path(), () -> constructors.find(source, property, owners))));
        new KotlinDirtyWrites(scan, types, expressions, mapping).find();
        new KotlinExposures(scan, mapping).find();
        new ScriptUses(scan).find(mapping.targets());
        new SlickTables(scan).find();
    }

    /** Users of the entities and tables, and then of what hands these out. */
    private void readWhatMentions(KotlinMapping mapping, ExposedFinder exposed, KotlinTypes types) {
        Set<String> words = new TreeSet<>(mapping.entities());
        words.addAll(mapping.targets().keySet());
        exposed.tables().forEach(table -> words.add(table.name()));
        new ExposedEntities(scan, types, exposed).all().forEach(entity -> words.add(entity.name()));
        if (!words.isEmpty()) {
            types.read(scan.tree(), words);
        }
    }
}
