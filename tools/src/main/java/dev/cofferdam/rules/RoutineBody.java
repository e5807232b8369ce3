package dev.cofferdam.rules;

import dev.cofferdam.domain.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of a function or procedure, as far as rules look into it: words only, no grammar. */
final class RoutineBody {
    private static final Pattern COMMENT_OR_STRING =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'", Pattern.DOTALL);
    /** Words with which a routine acts on the schema, or hides what it does in a text. */
    private static final Pattern ACTS = Pattern.compile(
            "\\b(execute|alter|drop|truncate|copy|create\\s+(table|index|trigger|view|function|rule))\\b",
            Pattern.CASE_INSENSITIVE);
    /** ON CONFLICT DO UPDATE and SELECT FOR UPDATE name no table of their own. */
    private static final Pattern WRITES = Pattern.compile(
            "(?<!\\b(?:do|for)\\s)\\b(delete\\s+from|insert\\s+into|merge\\s+into|update)\\s+(?:only\\s+)?(?:([a-z_]\\w*)\\.)?([a-z_]\\w*)",
            Pattern.CASE_INSENSITIVE);

    private RoutineBody() {}

    /** Comments and quoted texts cannot act, so a word in them is no evidence. */
    static String withoutCommentsAndStrings(String body) {
        return COMMENT_OR_STRING.matcher(body).replaceAll(" ");
    }

    /**
     * What the body does beyond updating and filling tables that it may write, in upper case.
     *
     * @param mayWrite tables whose rows a routine may insert and update; deleting is never taken for granted
     */
    static List<String> findActs(String body, Predicate<TableRef> mayWrite) {
        List<String> acts = new ArrayList<>();
        String text = withoutCommentsAndStrings(body).replace("\"", "").replaceAll("\\s+", " ");
        Matcher act = ACTS.matcher(text);
        while (act.find()) {
            acts.add(act.group().toUpperCase(Locale.ROOT));
        }
        Matcher write = WRITES.matcher(text);
        while (write.find()) {
            String table = write.group(3).toLowerCase(Locale.ROOT);
            TableRef target = write.group(2) == null
                    ? TableRef.of(table)
                    : TableRef.of(write.group(2).toLowerCase(Locale.ROOT), table);
            boolean deletes = write.group(1).toLowerCase(Locale.ROOT).startsWith("delete");
            if (!mayWrite.test(target) || deletes) {
                acts.add(write.group(1).toUpperCase(Locale.ROOT) + " " + target);
            }
        }
        return acts.stream().distinct().toList();
    }
}
