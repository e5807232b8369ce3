package dev.cofferdam.rules;

import dev.cofferdam.rules.info.RuleInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules' pages, as they are shipped: what {@code explain} prints without a network. */
public final class RulePages {
    /** Marks around examples that are copied from fixtures; of no use to a reader. */
    private static final Pattern MARK = Pattern.compile("(?m)^<!-- [^\\n]* -->\\n");

    private RulePages() {}

    /** The page of a rule as Markdown with its front matter; empty when there is no such rule. */
    public static Optional<String> find(String id) {
        if (!ids().contains(id)) {
            return Optional.empty();
        }
        try (InputStream page = RulePages.class.getResourceAsStream(id + ".md")) {
            if (page == null) {
                return Optional.empty();
            }
            String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(MARK.matcher(text).replaceAll(""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page of " + id, e);
        }
    }

    /** Ids of all rules that have a page, sorted. */
    public static List<String> ids() {
        return Rules.infos().stream().map(RuleInfo::id).toList();
    }
}
