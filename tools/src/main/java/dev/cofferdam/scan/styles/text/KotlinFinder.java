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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entities, repositories and property accesses in Kotlin, by their words: there is no parser for it here, so that no usage is more than
 * likely.
 */
public final class KotlinFinder implements StyleFinder {

    private static final Pattern CLASS = Pattern.compile(
            "((?:@[\\w.:]+(?:\\([^()]*+(?:\\([^()]*+\\)[^()]*+)*+\\))?\\s+)*)(?:(?:public|internal|open|abstract|data|sealed)\\s+)*(?:class|interface)\\s+(\\w+)");
    private static final Pattern PROPERTY = Pattern.compile(
            "((?:@[\\w.:]+(?:\\([^()]*+(?:\\([^()]*+\\)[^()]*+)*+\\))?\\s*)*)(?:(?:override|open|lateinit|private|protected|internal|public|final)\\s+)*\\b(?:var|val)\\s+(\\w+)\\s*[:=]");
    private static final Pattern NAME = Pattern.compile(
            "(?:Column|JoinColumn|Table)\\s*\\(\\s*(?:[^()\"]*?\\bname\\s*=\\s*|value\\s*=\\s*)?\"([^\"]+)\"");
    private static final Pattern SUPERTYPES =
            Pattern.compile("\\A\\s*(?:\\([^{]*?\\))?\\s*:\\s*([^{]+?)(?=\\{|\\z|\\n\\n)", Pattern.DOTALL);

    private final Scan scan;
    private final Map<String, KotlinClass> classes = new LinkedHashMap<>();

    public KotlinFinder(Scan scan) {
        this.scan = scan;
    }

    /** A class by its words. */
    private record KotlinClass(
            SourceFile file,
            String name,
            String annotations,
            Set<String> supertypes,
            List<Property> properties,
            String body) {}

    private record Property(String name, String annotations, int offset) {}

    @Override
    public void find() {
        List<SourceFile> files = scan.tree().files().stream()
                .filter(file -> file.extension().equals("kt"))
                .toList();
        files.stream()
                .filter(file -> file.mentionsAny(Set.of("Entity", "MappedSuperclass", "Table", "Repository")))
                .forEach(this::readClasses);
        for (KotlinClass entity : List.copyOf(classes.values())) {
            boolean mapped = entity.annotations().contains("@Entity")
                    || entity.annotations().contains("@Table");
            if (mapped && table(entity).equalsIgnoreCase(scan.column().table().name())) {
                findIn(entity, files);
            }
        }
    }

    private void readClasses(SourceFile file) {
        String text = Comments.blanked(file);
        Matcher matcher = CLASS.matcher(text);
        List<int[]> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(new int[] {matcher.start(), matcher.end()});
        }
        for (int i = 0; i < found.size(); i++) {
            int end = i + 1 < found.size() ? found.get(i + 1)[0] : text.length();
            Matcher head = CLASS.matcher(text.substring(found.get(i)[0], found.get(i)[1]));
            if (head.find()) {
                addClass(file, head, text.substring(found.get(i)[1], end), found.get(i)[1]);
            }
        }
    }

    private void addClass(SourceFile file, Matcher head, String body, int offset) {
        List<Property> properties = new ArrayList<>();
        Matcher property = PROPERTY.matcher(body);
        while (property.find()) {
            properties.add(new Property(property.group(2), property.group(1), offset + property.start(2)));
        }
        Set<String> supertypes = new LinkedHashSet<>();
        Matcher parents = SUPERTYPES.matcher(body);
        if (parents.find()) {
            Matcher word = Pattern.compile("\\w+").matcher(parents.group(1));
            while (word.find()) {
                supertypes.add(word.group());
            }
        }
        classes.putIfAbsent(
                head.group(2), new KotlinClass(file, head.group(2), head.group(1), supertypes, properties, body));
    }

    private String table(KotlinClass entity) {
        Matcher named = NAME.matcher(entity.annotations());
        return scan.naming().strategy().physical(named.find() ? named.group(1) : entity.name());
    }

    private String column(Property property) {
        Matcher named = NAME.matcher(property.annotations());
        boolean association = property.annotations().contains("ToOne")
                && !property.annotations().contains("mappedBy");
        String implicit = association ? property.name() + "_id" : property.name();
        return scan.naming().strategy().physical(named.find() ? named.group(1) : implicit);
    }

    private void findIn(KotlinClass entity, List<SourceFile> files) {
        Set<String> seen = new TreeSet<>();
        List<KotlinClass> levels = new ArrayList<>(List.of(entity));
        for (int i = 0; i < levels.size(); i++) {
            KotlinClass level = levels.get(i);
            level.supertypes().stream()
                    .filter(name -> classes.containsKey(name) && seen.add(name))
                    .forEach(name -> levels.add(classes.get(name)));
            level.properties().stream()
                    .filter(each -> !each.annotations().contains("Transient")
                            && !each.annotations().contains("ToMany"))
                    .filter(each -> column(each).equalsIgnoreCase(scan.column().column()))
                    .forEach(each -> follow(entity, level, each, files));
        }
    }

    private void follow(KotlinClass entity, KotlinClass level, Property property, List<SourceFile> files) {
        add(
                level,
                property.offset(),
                property.name(),
                Access.MAPPING,
                Style.MAPPING,
                property.name(),
                "a property of `" + entity.name() + "`, read by its words, maps " + scan.column());
        for (KotlinClass each : classes.values()) {
            if (each.supertypes().contains(entity.name())
                    && each.supertypes().stream().anyMatch(name -> name.endsWith("Repository"))) {
                findInRepository(entity, each, property);
            }
        }
        files.stream()
                .filter(file -> file.mentions(property.name()) && file.mentions(entity.name()))
                .forEach(file -> findAccesses(entity, file, property));
    }

    private void findInRepository(KotlinClass entity, KotlinClass repository, Property property) {
        String capital = Character.toUpperCase(property.name().charAt(0))
                + property.name().substring(1);
        int offset = repository.file().text().indexOf(repository.name());
        Matcher method = Pattern.compile(
                        "(@Query\\s*\\((?:[^()\"]|\"(?:[^\"\\\\]|\\\\.)*\"|\\([^()]*\\))*\\)[^;{}]*?)?\\bfun\\s+(\\w+)")
                .matcher(repository.file().text());
        while (method.find()) {
            if (method.start() < offset) {
                continue;
            }
            String query = method.group(1) == null ? "" : method.group(1);
            String name = method.group(2);
            boolean named = query.isEmpty() && name.matches("\\w*By\\w*" + capital + "([A-Z]\\w*)?");
            boolean asked = Pattern.compile("\\b\\w+\\." + Pattern.quote(property.name()) + "\\b")
                    .matcher(query)
                    .find();
            boolean writes = Set.of("save", "saveAll").contains(name);
            boolean whole = name.matches("(find|get|read|query|search|stream|save|delete)\\w*");
            if (named || asked || whole) {
                Style style = named
                        ? Style.DERIVED_QUERY
                        : asked ? Style.JPQL : writes ? Style.ENTITY_WRITE : Style.ENTITY_READ;
                add(
                        repository,
                        method.start(2),
                        name,
                        writes ? Access.WRITE : Access.READ,
                        style,
                        name,
                        "a method of the repository of `" + entity.name() + "`, read by its words");
            }
        }
    }

    /** {@code owner.telephone}, where a variable is declared with the entity's type or bears its name. */
    private void findAccesses(KotlinClass entity, SourceFile file, Property property) {
        String text = Comments.blanked(file);
        Set<String> variables = new TreeSet<>(Set.of(Accessors.decapitalize(entity.name())));
        Matcher declared = Pattern.compile(
                        "\\b(\\w+)\\s*(?::\\s*" + entity.name() + "\\b|=\\s*" + entity.name() + "\\()")
                .matcher(text);
        while (declared.find()) {
            variables.add(declared.group(1));
        }
        Matcher use = Pattern.compile("\\b(?:" + String.join("|", variables) + ")(?:\\?|!!)?\\.("
                        + Pattern.quote(property.name()) + ")\\b(?!\\s*\\()(\\s*=(?!=))?")
                .matcher(text);
        while (use.find()) {
            scan.add(new Hit(
                            Spot.of(file, file.lineAt(use.start(1))),
                            use.group(2) == null ? Access.READ : Access.WRITE,
                            Style.ACCESSOR,
                            Confidence.LIKELY,
                            property.name(),
                            "a variable of Kotlin that is declared as `" + entity.name() + "` or bears its name")
                    .at(file.columnAt(use.start(1))));
        }
    }

    private void add(
            KotlinClass at, int offset, String member, Access access, Style style, String token, String reason) {
        Matcher folder = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)")
                .matcher(at.file().text());
        String type = (folder.find() ? folder.group(1) + "." : "") + at.name();
        scan.add(new Hit(
                        new Spot(at.file().path(), at.file().lineAt(offset), Optional.of(type), Optional.of(member)),
                        access,
                        style,
                        Confidence.LIKELY,
                        token,
                        reason)
                .at(at.file().columnAt(offset)));
    }
}
