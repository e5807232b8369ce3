package dev.cofferdam.intent;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every form of request there is, in the order in which they are shown: those with a playbook first. */
final class Forms {
    static final List<Form> ALL = Stream.of(
                    ColumnForms.all(),
                    ConstraintForms.all(),
                    CheckForms.all(),
                    IndexForms.all(),
                    ContentForms.all(),
                    TableForms.all())
            .flatMap(List::stream)
            .sorted(java.util.Comparator.comparing((Form form) -> !form.planned()))
            .toList();

    private Forms() {}

    static List<String> planned() {
        return ALL.stream().filter(Form::planned).map(Form::shown).toList();
    }

    static List<String> others() {
        return ALL.stream().filter(form -> !form.planned()).map(Form::shown).toList();
    }

    /** The forms that have a playbook, as one line of a message. */
    static String plannedInOneLine() {
        return planned().stream().collect(Collectors.joining("; "));
    }
}
