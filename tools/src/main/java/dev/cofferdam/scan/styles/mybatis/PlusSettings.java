package dev.cofferdam.scan.styles.mybatis;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact.Member;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What annotations and the configuration of MyBatis-Plus say of a property.
 *
 * @param logicDeleted the property that is a logical delete in every entity that has it; empty without one
 */
record PlusSettings(String logicDeleted) {

    private static final Pattern LOGIC =
            Pattern.compile("logic-?delete-?field[\"']?\\s*[:=]\\s*[\"']?(\\w+)", Pattern.CASE_INSENSITIVE);

    static PlusSettings of(SourceTree tree) {
        return new PlusSettings(tree.files().stream()
                .filter(file -> Set.of("yml", "yaml", "properties").contains(file.extension()) && !file.isTest())
                .filter(file -> file.mentions("logic") || file.mentions("logicDeleteField"))
                .map(SourceFile::text)
                .map(LOGIC::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse(""));
    }

    /**
     * Of one property.
     *
     * @param logic whether rows are deleted by setting it
     * @param version whether an update compares it and counts it up
     */
    record FieldSettings(boolean logic, boolean version, boolean selected, boolean inserted, boolean updated) {}

    FieldSettings of(Member member) {
        Optional<AnnotationFact> field = member.annotation("TableField");
        return new FieldSettings(
                member.has("TableLogic") || member.name().equals(logicDeleted),
                member.has("Version"),
                field.filter(each -> each.isFalse("select")).isEmpty(),
                !isNever(field, "insertStrategy"),
                !isNever(field, "updateStrategy") && !member.has("TableId"));
    }

    private static boolean isNever(Optional<AnnotationFact> field, String strategy) {
        return field.flatMap(each -> each.member(strategy))
                .filter(ConstantText.Name.class::isInstance)
                .filter(value -> ((ConstantText.Name) value).name().endsWith("NEVER"))
                .isPresent();
    }
}
