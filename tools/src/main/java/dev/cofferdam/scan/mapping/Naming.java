package dev.cofferdam.scan.mapping;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.files.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which naming strategy the application uses, and how that is known.
 *
 * @param springImplicit whether Spring's implicit strategy names join tables (owner_property) rather than JPA's (Owner_Target)
 * @param sure false when it was assumed or a home-made class is configured; the schema then decides
 */
public record Naming(NamingStrategy strategy, boolean springImplicit, boolean sure, String why) {

    private static final Pattern PHYSICAL = Pattern.compile(
            "physical[-_]?(?:naming[-_]?)?strategy[\"']?\\s*(?:[=:,]|value\\s*=\\s*\"|\">)\\s*[\"']?([\\w.$]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IMPLICIT_JPA =
            Pattern.compile("ImplicitNamingStrategy(JpaCompliantImpl|LegacyJpaImpl|ComponentPathImpl)");
    private static final Pattern CONFIGURATION =
            Pattern.compile("(application|bootstrap)[\\w.-]*\\.(properties|ya?ml)|hibernate[\\w.-]*\\.properties"
                    + "|persistence\\.xml|hibernate\\.cfg\\.xml");
    private static final Pattern BUILD =
            Pattern.compile("pom\\.xml|build\\.gradle(\\.kts)?|libs\\.versions\\.toml|gradle\\.properties");
    private static final List<Pattern> BOOT_VERSION = List.of(
            Pattern.compile(
                    "<artifactId>spring-boot-(?:starter-parent|dependencies)</artifactId>\\s*<version>([^<]+)</version>"),
            Pattern.compile("<spring-?[bB]oot\\.version>([^<]+)<"),
            Pattern.compile("org\\.springframework\\.boot['\"]\\)?\\s*version\\s*\\(?['\"]([\\d][^'\"]*)['\"]"),
            Pattern.compile("spring-boot-(?:gradle-plugin|dependencies|bom):([\\d][\\w.]*)"),
            Pattern.compile("spring-?[bB]oot(?:-?[vV]ersion)?\\s*=\\s*['\"]([\\d][^'\"]*)['\"]"));

    /** Reads the configuration of every profile and the build files. */
    public static Naming detect(SourceTree tree) {
        boolean springImplicit = tree.files().stream()
                .filter(Naming::isConfiguration)
                .noneMatch(file -> IMPLICIT_JPA.matcher(file.text()).find());
        List<Naming> configured = new ArrayList<>();
        for (SourceFile file : tree.files()) {
            if (isConfiguration(file) && !file.isTest()) {
                Matcher matcher = PHYSICAL.matcher(file.text());
                if (matcher.find()) {
                    configured.add(configured(matcher.group(1), springImplicit, file.path()));
                }
            }
        }
        if (!configured.isEmpty()) {
            return configured.get(0);
        }
        return fromBuildFiles(tree, springImplicit);
    }

    private static boolean isConfiguration(SourceFile file) {
        return CONFIGURATION.matcher(file.name()).matches();
    }

    private static Naming configured(String strategyClass, boolean springImplicit, String path) {
        String simple = strategyClass.substring(strategyClass.lastIndexOf('.') + 1);
        String why = "`" + simple + "` in " + path;
        return switch (simple) {
            case "CamelCaseToUnderscoresNamingStrategy", "SpringPhysicalNamingStrategy" ->
                new Naming(NamingStrategy.CAMEL_CASE_TO_UNDERSCORES, springImplicit, true, why);
            case "PhysicalNamingStrategySnakeCaseImpl" ->
                new Naming(NamingStrategy.SNAKE_CASE, springImplicit, true, why);
            case "PhysicalNamingStrategyStandardImpl" ->
                new Naming(NamingStrategy.JPA_COMPLIANT, springImplicit, true, why);
            default ->
                new Naming(
                        NamingStrategy.CAMEL_CASE_TO_UNDERSCORES,
                        springImplicit,
                        false,
                        why + " is not computed; the schema decides between the usual names");
        };
    }

    private static Naming fromBuildFiles(SourceTree tree, boolean springImplicit) {
        boolean mentionsBoot = false;
        for (SourceFile file : tree.files()) {
            if (!BUILD.matcher(file.name()).matches()) {
                continue;
            }
            mentionsBoot |= file.text().contains("spring-boot") || file.text().contains("org.springframework.boot");
            Optional<String> version = bootVersion(file.text());
            if (version.isPresent()) {
                boolean four = version.get().compareTo("4") >= 0;
                return new Naming(
                        four ? NamingStrategy.SNAKE_CASE : NamingStrategy.CAMEL_CASE_TO_UNDERSCORES,
                        springImplicit,
                        true,
                        "the default of Spring Boot " + version.get() + " in " + file.path());
            }
        }
        return mentionsBoot
                ? new Naming(
                        NamingStrategy.CAMEL_CASE_TO_UNDERSCORES,
                        springImplicit,
                        false,
                        "Spring Boot's default; its version was not found")
                : new Naming(
                        NamingStrategy.JPA_COMPLIANT, false, false, "no Spring Boot and no configured strategy found");
    }

    private static Optional<String> bootVersion(String build) {
        for (Pattern pattern : BOOT_VERSION) {
            Matcher matcher = pattern.matcher(build);
            while (matcher.find()) {
                // A placeholder is resolved by the property of that name, which another pattern finds.
                if (!matcher.group(1).contains("$")) {
                    return Optional.of(matcher.group(1).trim());
                }
            }
        }
        return Optional.empty();
    }
}
