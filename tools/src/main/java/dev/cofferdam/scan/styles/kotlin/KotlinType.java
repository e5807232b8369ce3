package dev.cofferdam.scan.styles.kotlin;

import java.util.List;
import java.util.Optional;

/**
 * A class, interface or object by its words.
 *
 * @param kind {@code class}, {@code interface} or {@code object}
 * @param name simple; empty for a companion without one
 * @param annotations as they are written, modifiers among them
 * @param supertypes by simple names, in order
 * @param head what stands between name and body, strings included
 * @param body where the body begins and ends, in the file
 */
record KotlinType(
        KotlinSource source,
        String kind,
        String name,
        String fullName,
        String annotations,
        String head,
        List<String> supertypes,
        List<Property> properties,
        int start,
        int body,
        int end) {

    /**
     * A property, of the constructor or of the body.
     *
     * @param type as it is written; empty when it is not
     * @param rest of the line after name and type: {@code = varchar("telephone", 20)}, {@code by Owners.phone}
     * @param position among the constructor's parameters, counted from 1; 0 for a property of the body
     */
    record Property(String name, String annotations, String type, String rest, int offset, int position) {}

    /**
     * A function.
     *
     * @param owner the innermost type around it
     * @param receiver of an extension; empty for others
     * @param type it answers with; empty when it is not written
     */
    record Function(
            String name,
            Optional<KotlinType> owner,
            String receiver,
            String parameters,
            String annotations,
            String type,
            int start,
            int offset,
            int end) {}

    Optional<Property> property(String wanted) {
        return properties.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }

    boolean holds(int offset) {
        return start <= offset && offset < end;
    }

    boolean isData() {
        return annotations.matches("(?s).*\\bdata\\s*\\z");
    }

    /** Not of all that it holds, which is most of a file. */
    @Override
    public int hashCode() {
        return fullName.hashCode();
    }
}
