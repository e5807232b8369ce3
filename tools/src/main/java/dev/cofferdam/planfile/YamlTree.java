package dev.cofferdam.planfile;

import dev.cofferdam.domain.UserError;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Text to YAML nodes. Nothing is constructed from tags, so a hostile file can name no class. */
final class YamlTree {
    /** A plan with thousands of usages takes a few megabytes; the library's own limit of 3 MB would refuse it. */
    private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private static final String CORRECT = "correct the line; mind indentation and quotes";

    private YamlTree() {}

    static Node compose(String yaml, Complaint complaint) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        try {
            StreamReader reader = new StreamReader(yaml);
            Node root = new Composer(new ParserImpl(reader, options), new Resolver(), options).getSingleNode();
            if (root == null) {
                throw complaint.at(1, "the file holds no plan", "name the plan.yaml of a plan's folder");
            }
            return root;
        } catch (MarkedYAMLException e) {
            OptionalInt quote = lineOfRunawayQuote(yaml, options);
            if (quote.isPresent()) {
                throw complaint.at(quote.getAsInt(), "a quote opens here and is not closed in this line", "close it");
            }
            Mark mark = mark(e);
            throw mark == null
                    ? broken(complaint, 1, e.getProblem())
                    : complaint.at(mark.getLine() + 1, mark.getColumn() + 1, notValid(e.getProblem()), CORRECT);
        } catch (ReaderException e) {
            long line = yaml.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            throw broken(complaint, (int) line, "a character that YAML does not allow");
        } catch (YAMLException e) {
            throw broken(complaint, 1, String.valueOf(e.getMessage()));
        }
    }

    private static UserError broken(Complaint complaint, int line, String problem) {
        return complaint.at(line, notValid(problem), CORRECT);
    }

    private static String notValid(String problem) {
        return "this is no valid YAML: " + problem;
    }

    /**
     * A quote that was forgotten swallows the lines up to the next one, and YAML stumbles only there. Plans are written without
     * quoted texts of several lines, so the last of these is where the mistake is.
     */
    private static OptionalInt lineOfRunawayQuote(String yaml, LoaderOptions options) {
        OptionalInt line = OptionalInt.empty();
        ParserImpl events = new ParserImpl(new StreamReader(yaml), options);
        try {
            while (!events.checkEvent(Event.ID.StreamEnd)) {
                if (events.getEvent() instanceof ScalarEvent text && !text.isPlain() && isRunaway(text)) {
                    line = OptionalInt.of(text.getStartMark().getLine() + 1);
                }
            }
        } catch (MarkedYAMLException e) {
            return line;
        }
        return OptionalInt.empty();
    }

    private static boolean isRunaway(ScalarEvent text) {
        boolean quoted = text.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
                || text.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED;
        return quoted && text.getStartMark().getLine() != text.getEndMark().getLine();
    }

    /** A quote that is never closed is noticed at the end of the file; the place to correct is the one where it opens. */
    private static @Nullable Mark mark(MarkedYAMLException e) {
        Mark context = e.getContextMark();
        boolean noticedAtTheEnd = e.getProblem().contains("end of stream");
        return noticedAtTheEnd && context != null ? context : e.getProblemMark();
    }
}
