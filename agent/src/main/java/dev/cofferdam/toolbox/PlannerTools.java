package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.loop.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tools of a planner, as a list that can be read and searched. */
final class PlannerTools {
    private static final ObjectNode NOTHING = new Parameters().schema();

    private final Workbench workbench;
    private final RepositoryFiles files;
    private final Ledger ledger;
    private List<Finding> lastFindings = List.of();

    PlannerTools(Workbench workbench, RepositoryFiles files, Ledger ledger) {
        this.workbench = workbench;
        this.files = files;
        this.ledger = ledger;
    }

    /** For a run without anybody to ask. */
    List<Tool> forPlanning() {
        List<Tool> tools = new ArrayList<>(List.of(
                describeSchema(),
                findUsages(),
                readCode(),
                searchCode(),
                countRows(),
                estimateBackfill(),
                draftPhases(),
                editPlan(),
                checkPlan(),
                submitPlan()));
        if (workbench.canRehearse()) {
            tools.add(tools.size() - 1, rehearsePlan());
        }
        return tools;
    }

    /** For a conversation. */
    List<Tool> forChat() {
        List<Tool> tools = forPlanning();
        tools.add(tools.size() - 1, readPlan());
        tools.add(tools.size() - 1, askUser());
        return tools;
    }

    private Tool describeSchema() {
        ObjectNode schema = new Parameters().text("table").schema();
        return Tool.lookup(
                "describe_schema",
                schema,
                "name one `table`",
                arguments -> fact("describe_schema", arguments, workbench.describeSchema(arguments.findText("table"))));
    }

    private Tool findUsages() {
        ObjectNode schema = new Parameters()
                .text("table")
                .text("column")
                .number("page")
                .required("table")
                .schema();
        return Tool.lookup(
                "find_usages",
                schema,
                "ask for the next `page`",
                arguments -> fact(
                        "find_usages",
                        arguments,
                        workbench.findUsages(
                                arguments.text("table"), arguments.findText("column"), arguments.count("page", 1))));
    }

    private Tool readCode() {
        ObjectNode schema = new Parameters()
                .text("path")
                .number("from")
                .number("to")
                .required("path")
                .schema();
        return Tool.lookup("read_code", schema, "ask for fewer lines with `from` and `to`", arguments -> {
            Optional<Integer> to =
                    arguments.findNumber("to").isPresent() ? Optional.of(arguments.count("to", 1)) : Optional.empty();
            return fact("read_code", arguments, files.read(arguments.text("path"), arguments.count("from", 1), to));
        });
    }

    private Tool searchCode() {
        ObjectNode schema =
                new Parameters().text("text").number("page").required("text").schema();
        CodeSearch search = new CodeSearch(files);
        return Tool.lookup(
                "search_code",
                schema,
                "ask for the next `page`, or search for a longer text",
                arguments -> fact(
                        "search_code", arguments, search.search(arguments.text("text"), arguments.count("page", 1))));
    }

    private Tool countRows() {
        ObjectNode schema = new Parameters().text("table").required("table").schema();
        return Tool.lookup(
                "count_rows",
                schema,
                "name another `table`",
                arguments -> fact("count_rows", arguments, workbench.countRows(arguments.text("table"))));
    }

    private Tool estimateBackfill() {
        ObjectNode schema =
                new Parameters().text("table").number("rows").required("table").schema();
        return Tool.lookup(
                "estimate_backfill",
                schema,
                "name another `table`",
                arguments -> fact(
                        "estimate_backfill",
                        arguments,
                        workbench.estimateBackfill(arguments.text("table"), arguments.findNumber("rows"))));
    }

    private Tool draftPhases() {
        return Tool.work(
                "draft_phases",
                new Parameters().text("change").schema(),
                arguments -> shown(workbench.draftPhases(arguments.findText("change"), ledger.facts())));
    }

    private Tool editPlan() {
        ObjectNode schema = new Parameters()
                .list("edits", workbench.editSchema())
                .required("edits")
                .schema();
        return Tool.work(
                "edit_plan", schema, arguments -> shown(workbench.editPlan(arguments.list("edits"), ledger.facts())));
    }

    private Tool checkPlan() {
        return Tool.lookup(
                "check_plan",
                NOTHING,
                "repair what is shown first",
                arguments -> ToolResult.of(FindingsText.of(workbench.checkPlan(ledger.facts())), List.of()));
    }

    private Tool rehearsePlan() {
        return Tool.lookup(
                "rehearse_plan",
                NOTHING,
                "repair what is shown first",
                arguments -> fact("rehearse_plan", arguments, workbench.rehearsePlan(ledger.facts())));
    }

    private Tool readPlan() {
        return Tool.lookup(
                "read_plan",
                new Parameters().text("about").schema(),
                "name one step or boundary in `about`",
                arguments -> shown(workbench.readPlan(arguments.findText("about"))));
    }

    private Tool askUser() {
        return Tool.work(
                "ask_user",
                new Parameters().text("question").required("question").schema(),
                arguments -> ToolResult.asking(
                        "The question was put to the person. Their answer is the next message.",
                        arguments.text("question")));
    }

    private Tool submitPlan() {
        return Tool.last("submit_plan", NOTHING, arguments -> {
            Candidate candidate = workbench.submitPlan(ledger.facts());
            String text = FindingsText.since(candidate.verdict(), lastFindings);
            lastFindings = candidate.verdict().findings();
            return ToolResult.submitted(text, candidate);
        });
    }

    /** The first line names the fact and its values, and is ours; what follows is quoted. */
    private ToolResult fact(String tool, Arguments arguments, Report report) {
        Fact fact = ledger.record(tool, arguments.node(), report);
        String values = fact.values().entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue().replaceAll("\\s+", " "))
                .collect(Collectors.joining(" "));
        return ToolResult.of(
                ("fact " + fact.id() + " " + values).strip() + "\n" + Fence.around(report.text()), List.of(fact));
    }

    private static ToolResult shown(Report report) {
        return ToolResult.of(Fence.around(report.text()), List.of());
    }
}
