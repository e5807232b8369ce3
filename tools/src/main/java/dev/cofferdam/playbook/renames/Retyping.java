package dev.cofferdam.playbook.renames;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.JavaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a passage to a new name says besides when the column also gets a new type.
 *
 * @param lossy pairs of values of which one direction does not give back the other
 * @param javaType how code holds the new type; absent when the type stays
 */
public record Retyping(
        List<String> lossy, List<String> assumed, List<Undecided> concerns, Optional<JavaType> javaType) {
    /** A column that keeps its type. */
    static final Retyping NONE = new Retyping(List.of(), List.of(), List.of(), Optional.empty());

    public Retyping {
        lossy = List.copyOf(lossy);
        assumed = List.copyOf(assumed);
        concerns = List.copyOf(concerns);
    }

    /** The edits of a rename, which also have to say the type. */
    List<Edit> edits(List<Edit> renaming, List<Usage> usages) {
        if (javaType.isEmpty()) {
            return renaming;
        }
        Map<String, Usage> byId =
                usages.stream().collect(Collectors.toMap(Usage::id, Function.identity(), (a, b) -> a));
        return renaming.stream()
                .map(edit -> typed(
                        edit,
                        Optional.ofNullable(byId.get(edit.settles().get(0)))
                                .map(Usage::style)
                                .orElse(Style.TEXT)))
                .toList();
    }

    private Edit typed(Edit edit, Style style) {
        return new Edit(
                edit.id(),
                edit.version(),
                edit.place(),
                withoutKeeping(edit.what()) + "; " + javaType.orElseThrow().instruction(style),
                edit.before(),
                edit.after(),
                edit.settles(),
                edit.cites());
    }

    private static String withoutKeeping(String what) {
        return what.replace("; the property keeps its name", "; the property may keep its name");
    }

    String lostAtContract(ColumnTwin twin) {
        return "no value, since " + twin.newColumn() + " holds every one" + exceptForms();
    }

    String lostOnTheWayBack(ColumnTwin twin) {
        return "no value: " + twin.newColumn() + " holds every one" + exceptForms();
    }

    private String exceptForms() {
        return lossy.isEmpty() ? "" : ", except for what is said of the pairs: " + String.join("; ", lossy);
    }

    String carriedBack(ColumnTwin twin, AppVersion next) {
        return lossy.isEmpty()
                ? "nothing: the trigger carried every write of " + next + " to " + twin.oldColumn()
                : "the trigger carried the writes of " + next + " to " + twin.oldColumn() + "; of those, "
                        + String.join("; ", lossy);
    }

    String keptFilled(ColumnTwin twin) {
        return lossy.isEmpty()
                ? "nothing: the trigger kept " + twin.oldColumn() + " filled"
                : "the trigger kept " + twin.oldColumn() + " filled; " + String.join("; ", lossy);
    }
}
