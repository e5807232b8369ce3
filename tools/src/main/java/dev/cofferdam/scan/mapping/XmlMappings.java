package dev.cofferdam.scan.mapping;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.words.XmlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Entities that mapping files describe: Hibernate's {@code hbm.xml} and JPA's {@code orm.xml}, by their root element. */
public final class XmlMappings {

    private final JavaIndex index;
    private final Names names;
    private final Map<SourceFile, XmlNode> hibernate = new LinkedHashMap<>();
    private final Map<SourceFile, XmlNode> persistence = new LinkedHashMap<>();

    private XmlMappings(JavaIndex index, Names names) {
        this.index = index;
        this.names = names;
    }

    static XmlMappings of(SourceTree tree, JavaIndex index, Names names) {
        XmlMappings mappings = new XmlMappings(index, names);
        for (SourceFile file : files(tree)) {
            XmlNode.read(file.text(), entity -> textOf(tree, entity)).ifPresent(root -> {
                if (root.name().equals("hibernate-mapping")) {
                    mappings.hibernate.put(file, root);
                } else if (root.name().equals("entity-mappings")) {
                    mappings.persistence.put(file, root);
                }
            });
        }
        return mappings;
    }

    /** Properties that many classes share lie in a file of their own, which a document type names by its place on the class path. */
    private static Optional<String> textOf(SourceTree tree, String entity) {
        String path = "/" + entity.replaceFirst("^\\w+:/*", "");
        return tree.files().stream()
                .filter(file -> ("/" + file.path()).endsWith(path))
                .findFirst()
                .map(SourceFile::text);
    }

    /** Mapping files, by what their words say before one is parsed. */
    public static List<SourceFile> files(SourceTree tree) {
        return tree.files().stream()
                .filter(file -> file.extension().equals("xml"))
                .filter(file -> file.mentions("hibernate-mapping") || file.mentions("entity-mappings"))
                .toList();
    }

    /**
     * @param annotated what annotations say of a type, which {@code orm.xml} completes or overrides
     */
    List<EntityFact> entities(Function<TypeFact, Optional<EntityFact>> annotated) {
        Map<String, String> tables = new LinkedHashMap<>();
        hibernate.values().forEach(root -> tables.putAll(HbmReader.tables(root, names)));
        List<EntityFact> entities = new ArrayList<>(hibernate(annotated, tables));
        persistence.forEach((file, root) -> entities.addAll(new OrmReader(file, root, index, names).read(annotated)));
        return entities;
    }

    /** A subclass is read after what it extends, whichever files the two stand in. */
    private Collection<EntityFact> hibernate(
            Function<TypeFact, Optional<EntityFact>> annotated, Map<String, String> tables) {
        Map<TypeFact, EntityFact> entities = new LinkedHashMap<>();
        Function<TypeFact, Optional<EntityFact>> known =
                type -> Optional.ofNullable(entities.get(type)).or(() -> annotated.apply(type));
        Deque<HbmReader> open = new ArrayDeque<>();
        hibernate.forEach((file, root) -> open.add(new HbmReader(file, root, index, names, tables, known)));
        for (int waiting = 0; !open.isEmpty(); ) {
            HbmReader next = open.remove();
            boolean early = next.parents().stream()
                    .anyMatch(parent -> known.apply(parent).isEmpty() && tables.containsKey(parent.name()));
            if (early && waiting++ < open.size()) {
                open.add(next);
            } else {
                next.read().forEach(each -> entities.put(each.type(), each));
                waiting = 0;
            }
        }
        return entities.values();
    }
}
