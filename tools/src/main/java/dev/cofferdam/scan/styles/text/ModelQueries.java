package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.Comments;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.styles.text.ScriptModels.Library;
import dev.cofferdam.scan.styles.text.ScriptModels.Model;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queries on a class of another language that is mapped to the table: {@code prisma.owner.findMany(..)}, {@code Owner.telephone} of
 * SQLAlchemy, {@code Owner.objects.filter(telephone=..)} of Django, {@code Owner.findByTelephone(..)} of Grails. Read by their words,
 * so never certain.
 */
public final class ModelQueries implements StyleFinder {

    private static final Map<Library, Set<String>> EXTENSIONS = Map.of(
            Library.PRISMA, Set.of("ts", "tsx", "js", "jsx", "mjs", "cjs", "mts"),
            Library.SQLALCHEMY, Set.of("py"),
            Library.DJANGO, Set.of("py"),
            Library.GRAILS, Set.of("groovy", "gsp"));

    private static final Pattern DATA = Pattern.compile("\\b(?:data|create|update)\\s*:");
    private static final Pattern READING = Pattern.compile("\\b(?:where|select|orderBy|include|by|distinct)\\s*:");
    private static final Pattern WRITING = Pattern.compile(
            "\\.\\s*(?:a?update|a?create|a?get_or_create|a?update_or_create|values|insert)\\s*\\([^()]*\\z");

    private final Scan scan;

    public ModelQueries(Scan scan) {
        this.scan = scan;
    }

    @Override
    public void find() {
        ScriptModels models = new ScriptModels(scan.column());
        List<Model> all = scan.tree().files().stream()
                .filter(file -> Set.of("prisma", "py", "groovy").contains(file.extension())
                        && file.stamp().size() < OtherLanguages.LARGEST)
                .flatMap(scan.fencedMap(this, models::in))
                .flatMap(List::stream)
                .toList();
        for (Model model : all) {
            add(model.file(), model.offset(), model.token(), Access.MAPPING, "`" + model.name() + "` maps it");
            scan.tree().files().stream()
                    .filter(file ->
                            EXTENSIONS.getOrDefault(model.library(), Set.of()).contains(file.extension())
                                    && file.stamp().size() < OtherLanguages.LARGEST
                                    && (file.mentions(model.name()) || model.library() == Library.PRISMA))
                    .forEach(scan.fenced(this, file -> findIn(file, model)));
        }
    }

    private void findIn(SourceFile file, Model model) {
        String source = Comments.blanked(file);
        switch (model.library()) {
            case PRISMA -> findPrisma(file, source, model);
            case SQLALCHEMY -> findAlchemy(file, source, model);
            case DJANGO -> findDjango(file, source, model);
            case GRAILS -> findGrails(file, source, model);
        }
    }

    /** The client has a property for each model: {@code prisma.owner.update({ where: .., data: .. })}. */
    private void findPrisma(SourceFile file, String source, Model model) {
        String client = Accessors.decapitalize(model.name());
        Matcher call = Pattern.compile(
                        "\\.\\s*" + Pattern.quote(client)
                                + "\\s*\\.\\s*(find\\w+|create\\w*|update\\w*|upsert|delete\\w*|count|aggregate|groupBy)\\s*\\(")
                .matcher(source);
        while (call.find()) {
            int end = closing(source, call.end());
            String arguments = source.substring(call.end(), end);
            Matcher named = property(model).matcher(arguments);
            boolean any = false;
            while (named.find()) {
                any = true;
                boolean writes = last(DATA, arguments, named.start()) > last(READING, arguments, named.start());
                add(
                        file,
                        call.end() + named.start(),
                        model.property(),
                        writes ? Access.WRITE : Access.READ,
                        "named in a query on `" + model.name() + "` of Prisma");
            }
            if (!any && call.group(1).startsWith("find") && !arguments.contains("select:")) {
                addWhole(file, call.start(1), call.group(1), model);
            }
        }
    }

    private static int last(Pattern pattern, String text, int before) {
        Matcher matcher = pattern.matcher(text.substring(0, before));
        int last = -1;
        while (matcher.find()) {
            last = matcher.start();
        }
        return last;
    }

    private static Pattern property(Model model) {
        return Pattern.compile("(?<![\\w$.'\"])" + Pattern.quote(model.property()) + "(?![\\w$(])");
    }

    private void findAlchemy(SourceFile file, String source, Model model) {
        Matcher attribute = Pattern.compile("\\b" + model.name() + "\\s*\\.\\s*(" + model.property() + ")\\b(\\s*:)?")
                .matcher(source);
        while (attribute.find()) {
            // A key of a dictionary: update({Owner.telephone: x}).
            add(
                    file,
                    attribute.start(1),
                    model.property(),
                    attribute.group(2) == null ? Access.READ : Access.WRITE,
                    "an attribute of `" + model.name() + "`");
        }
        findKeywords(file, source, "\\b(?:" + model.name() + ")\\s*(?=\\()", model, true);
        findKeywords(
                file,
                source,
                "\\b(?:query|select|get|insert|update|delete)\\s*(?=\\(\\s*" + model.name() + "\\b)",
                model,
                false);
    }

    private void findDjango(SourceFile file, String source, Model model) {
        findKeywords(file, source, "\\b" + model.name() + "\\s*\\.\\s*(?:objects|\\w*manager)\\b", model, false);
        findKeywords(file, source, "\\b" + model.name() + "\\s*(?=\\()", model, true);
    }

    /**
     * Names in a chain of calls: {@code filter_by(telephone=..)}, {@code order_by("-telephone")}.
     *
     * @param made whether the class itself is called, which makes a row
     */
    private void findKeywords(SourceFile file, String source, String begin, Model model, boolean made) {
        Pattern named = Pattern.compile("(?<![\\w.])(" + model.property() + ")(?:__\\w+)?\\s*=(?!=)|['\"]-?("
                + model.property() + ")(?:__\\w+)?['\"]");
        Matcher chain = Pattern.compile(begin).matcher(source);
        while (chain.find()) {
            boolean declared = source.substring(Math.max(0, chain.start() - 6), chain.start())
                    .equals("class ");
            int end =
                    declared ? chain.end() : made ? closing(source, chain.end() + 1) : endOfChain(source, chain.end());
            Matcher name = named.matcher(source).region(chain.end(), end);
            while (name.find()) {
                int at = name.start(1) >= 0 ? name.start(1) : name.start(2);
                boolean writes = made
                        || WRITING.matcher(source.substring(chain.end(), at)).find();
                add(
                        file,
                        at,
                        model.property(),
                        writes && name.start(1) >= 0 ? Access.WRITE : Access.READ,
                        "named in a " + (made ? "new row" : "query") + " of `" + model.name() + "`");
            }
        }
    }

    /** A chain goes on where the next thing is a dot or a bracket; a line may end inside of brackets or before a dot. */
    private static int endOfChain(String source, int from) {
        int at = from;
        int depth = 0;
        for (; at < source.length(); at++) {
            char c = source.charAt(at);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            boolean newline = c == '\n' && !source.substring(at).matches("(?s)\\s*\\\\?\\s*\\..*");
            if (depth < 0 || depth == 0 && newline) {
                return at;
            }
        }
        return at;
    }

    /** Dynamic finders, criteria and HQL of GORM (its reference, "Querying with GORM"). */
    private void findGrails(SourceFile file, String source, Model model) {
        String property = model.property();
        String capital = property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
        Matcher finder = Pattern.compile("\\b" + model.name()
                        + "\\s*\\.\\s*((?:find|findAll|count|list|listOrder|findOrCreate|findOrSave)By\\w*?" + capital
                        + "(?![a-z])\\w*)")
                .matcher(source);
        while (finder.find()) {
            add(
                    file,
                    finder.start(1),
                    finder.group(1),
                    Access.READ,
                    "a finder of `" + model.name() + "` names `" + property + "`");
        }
        Matcher begins = Pattern.compile(
                        "\\b" + model.name()
                                + "\\s*\\.\\s*(?:where|find|findAll|list|withCriteria|createCriteria|executeQuery|executeUpdate)\\b")
                .matcher(source);
        while (begins.find()) {
            Matcher name = Pattern.compile("(?<!\\w)" + property + "(?!\\w)").matcher(source);
            name.region(begins.end(), endOfChain(source, begins.end()));
            while (name.find()) {
                add(file, name.start(), property, Access.READ, "named in a query on `" + model.name() + "` of GORM");
            }
        }
        Matcher made = Pattern.compile("\\bnew\\s+" + model.name() + "\\s*\\([^)]*?(?<!\\w)(" + property + ")\\s*:")
                .matcher(source);
        while (made.find()) {
            add(file, made.start(1), property, Access.WRITE, "named in a new row of `" + model.name() + "`");
        }
    }

    private static int closing(String source, int from) {
        int depth = 1;
        int at = from;
        while (at < source.length() && depth > 0) {
            char c = source.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
        }
        return Math.max(from, at - 1);
    }

    private void addWhole(SourceFile file, int at, String token, Model model) {
        scan.add(new Hit(
                        Spot.of(file, file.lineAt(at)),
                        Access.READ,
                        Style.ENTITY_READ,
                        Confidence.LIKELY,
                        token,
                        "reads whole rows as `" + model.name() + "` of Prisma; read by its words")
                .at(file.columnAt(at)));
    }

    private void add(SourceFile file, int at, String token, Access access, String reason) {
        if (!scan.isClaimed(file, at)) {
            scan.claim(file, at, at + token.length());
            scan.add(new Hit(
                            Spot.of(file, file.lineAt(at)),
                            access,
                            access == Access.MAPPING ? Style.MAPPING : Style.SQL_STRING,
                            Confidence.LIKELY,
                            token,
                            reason + "; read by its words")
                    .at(file.columnAt(at)));
        }
    }
}
