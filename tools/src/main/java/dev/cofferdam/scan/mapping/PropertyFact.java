package dev.cofferdam.scan.mapping;

import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A property of an entity, as the mapping sees it.
 *
 * @param path from the entity; dotted inside embeddables
 * @param declaring the type whose source holds it: the entity, a mapped superclass or an embeddable
 * @param member the annotated field or getter
 * @param target of an association
 * @param eager whether an association is loaded with its owner
 * @param cascades names of {@code CascadeType}
 */
public record PropertyFact(
        String path,
        TypeFact declaring,
        TypeFact.Member member,
        Kind kind,
        Optional<TypeFact> target,
        boolean eager,
        Set<String> cascades,
        List<MappedColumn> columns) {

    /** What a property holds. */
    public enum Kind {
        BASIC,
        EMBEDDED,
        TO_ONE,
        TO_MANY,
        ELEMENTS
    }

    /**
     * A column that the property maps.
     *
     * @param sure false when only the schema's having such a column speaks for it
     * @param how where the name comes from, in words
     * @param named where the name is written apart from the member, such as an override on a subclass
     */
    public record MappedColumn(
            String table, String column, boolean writable, boolean sure, String how, Optional<WrittenAt> named) {}

    /**
     * Where a mapping is written: a line in a type's source or in a mapping file.
     *
     * @param type that the mapping is about
     */
    public record WrittenAt(TypeFact type, String member, String path, int line) {

        public WrittenAt(TypeFact type, String member, int line) {
            this(type, member, type.path(), line);
        }

        /** Whether the mapping is written outside of Java. */
        public boolean isInFileOfItsOwn() {
            return !path.equals(type.path());
        }
    }

    /** Last part of the path: the name that accessors are made from. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Whether it holds another entity, or several. */
    public boolean isAssociation() {
        return kind == Kind.TO_ONE || kind == Kind.TO_MANY;
    }

    /** Not of all that it holds, which is a tree of some hundred records. */
    @Override
    public int hashCode() {
        return path.hashCode();
    }
}
