package dev.cofferdam.intent;

import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Recipe;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How to ask for a condition that each row has to meet, or for one less. */
final class CheckForms {
    private static final String CHECK = "[a|the] [new] check [constraint] [(called|named) NAME]";
    private static final String MUST = "(should|shall|must|has to|have to|may|can)";

    private static final Pattern PARENTHESES = Pattern.compile("\\(([^()]*(?:\\([^()]*\\)[^()]*)*)\\)");

    /** {@code table.column} within a condition. */
    private static final Pattern DOTTED =
            Pattern.compile("(" + Sentence.NAME + "(?:\\." + Sentence.NAME + ")?)\\.(" + Sentence.NAME + ")");

    private static final Pattern COMPARISON =
            Pattern.compile("(?i)[<>=~]|\\b(?:between|in|like|ilike|is)\\b|\\w\\s*\\(.*\\)");

    private CheckForms() {}

    static List<Form> all() {
        return List.of(add(), drop());
    }

    private static Form add() {
        return Form.of(
                        Recipe.R30,
                        "add check (CONDITION) on TABLE",
                        CheckForms::added,
                        "(add|create|put|enforce) " + CHECK + " [that|:] VALUE (on|to|for) TABLE",
                        "(add|create|put|enforce) " + CHECK + " (on|to|for) TABLE (:|that|with|so that) VALUE",
                        "(add|create|put|enforce) " + CHECK + " [that|:] VALUE",
                        "(ensure|check|enforce|make sure) [that] VALUE (on|in|for) TABLE",
                        "COLUMN " + MUST + " be (positive|greater than zero)",
                        "COLUMN " + MUST + " (not|never) be negative",
                        "COLUMN " + MUST + " be (greater than|more than|above) NUMBER",
                        "COLUMN " + MUST + " be (less than|below|under) NUMBER",
                        "COLUMN " + MUST + " be at least NUMBER",
                        "COLUMN " + MUST + " be at most NUMBER")
                .planned(true)
                .alsoCalled("check condition range positive negative between valid");
    }

    private static ConstraintChange.AddCheck added(Match match) {
        if (match.find("column").isPresent()) {
            String column = Identifiers.quoteIfNeeded(match.column().column());
            return check(match, match.column().table(), column + " " + comparison(match));
        }
        String said = bare(match.value("value"));
        Matcher dotted = DOTTED.matcher(said);
        if (match.find("table").isPresent()) {
            return check(match, match.table(), withoutTable(said));
        }
        if (!dotted.find()) {
            throw new UserError(
                    "the request does not say of which table `" + said + "` has to be true",
                    "REQUEST",
                    "write `add check (" + said + ") on TABLE`");
        }
        List<String> table = Sentence.parts(dotted.group(1));
        return check(
                match,
                table.size() == 2 ? TableRef.of(table.get(0), table.get(1)) : TableRef.of(table.get(0)),
                withoutTable(said));
    }

    private static String comparison(Match match) {
        Optional<String> number = match.find("number");
        if (number.isEmpty()) {
            return match.says("negative") ? ">= 0" : "> 0";
        }
        String operator = match.says("(at least)")
                ? ">="
                : match.says("(at most)") ? "<=" : match.says("(less than|below|under)") ? "<" : ">";
        return operator + " " + number.get();
    }

    private static ConstraintChange.AddCheck check(Match match, TableRef table, String condition) {
        List<String> columns = match.names().columnsIn(table, condition);
        if (columns.isEmpty() || !COMPARISON.matcher(condition).find()) {
            throw new NotTheForm();
        }
        return new ConstraintChange.AddCheck(
                table,
                columns,
                condition,
                match.find("name").map(Sentence::parts).map(parts -> parts.get(parts.size() - 1)));
    }

    /** A check names the columns of its own table alone. */
    private static String withoutTable(String condition) {
        return DOTTED.matcher(condition).replaceAll("$2");
    }

    private static String bare(String condition) {
        Matcher whole = PARENTHESES.matcher(condition.strip());
        return whole.matches() ? whole.group(1).strip() : condition.strip();
    }

    private static Form drop() {
        return Form.of(
                        Recipe.R30,
                        "drop check CHECK of TABLE",
                        match -> match.names()
                                .check(
                                        match.find("table").map(table -> match.table()),
                                        Sentence.parts(match.value("name")).get(0)),
                        "(drop|remove|delete|lift|get rid of) [the] check [constraint] NAME [(of|on|from) TABLE]")
                .planned(true)
                .alsoCalled("check condition");
    }
}
