package dev.cofferdam.scan.types;

import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Spring Data repositories of the project and the entities they are for. */
public final class Repositories {

    public static final Set<String> BASES = Set.of(
            "Repository",
            "CrudRepository",
            "ListCrudRepository",
            "PagingAndSortingRepository",
            "ListPagingAndSortingRepository",
            "JpaRepository",
            "JpaRepositoryImplementation",
            "SimpleJpaRepository",
            "ReactiveCrudRepository",
            "ReactiveSortingRepository",
            "R2dbcRepository",
            "JpaSpecificationExecutor",
            "RevisionRepository",
            "BasicRepository",
            "DataRepository",
            "JpaRepositoryBase");

    /** Inherited methods that read whole entities; the deleting ones load them first (Spring Data JPA, SimpleJpaRepository). */
    private static final Set<String> READS = Set.of(
            "findById",
            "findAll",
            "findAllById",
            "findOne",
            "findBy",
            "getById",
            "getOne",
            "deleteById",
            "delete",
            "deleteAll",
            "deleteAllById",
            "findAllByIdIn",
            "refresh");

    private static final Set<String> WRITES =
            Set.of("save", "saveAll", "saveAndFlush", "saveAllAndFlush", "insert", "update");

    /** What MyBatis-Plus gives mappers and services, and which type argument is the entity. */
    private static final Map<String, Integer> MAPPERS = Map.of(
            "BaseMapper",
            0,
            "MPJBaseMapper",
            0,
            "IService",
            0,
            "MPJBaseService",
            0,
            "IRepository",
            0,
            "ServiceImpl",
            1,
            "MPJBaseServiceImpl",
            1);

    private static final Set<String> MAPPER_ONE = Set.of("selectById", "selectOne", "getById", "getOne");
    private static final Set<String> MAPPER_MANY =
            Set.of("selectList", "selectBatchIds", "selectByIds", "selectByMap", "list", "listByIds", "listByMap");

    /** Methods that the frameworks' own interfaces give. */
    public static final Set<String> INHERITED =
            Stream.concat(READS.stream(), WRITES.stream()).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> ONE = Set.of("getById", "getOne", "getReferenceById", "save", "saveAndFlush");

    private final JavaIndex index;
    private final Map<TypeFact, Repository> byType = new LinkedHashMap<>();
    private final Map<TypeFact, Repository> mappers = new LinkedHashMap<>();

    /**
     * A repository.
     *
     * @param entityType the domain type it is for
     */
    public record Repository(TypeFact type, TypeFact entityType) {}

    private Repositories(JavaIndex index) {
        this.index = index;
    }

    /** All repositories of the project. */
    public static Repositories of(JavaIndex index) {
        Repositories repositories = new Repositories(index);
        List<TypeFact> candidates = new ArrayList<>(index.below(BASES));
        candidates.addAll(index.annotated("RepositoryDefinition"));
        for (TypeFact type : candidates) {
            repositories
                    .domainType(type)
                    .ifPresent(entity -> repositories.byType.put(type, new Repository(type, entity)));
        }
        for (TypeFact type : index.below(MAPPERS.keySet())) {
            if (!repositories.byType.containsKey(type)) {
                repositories
                        .domainType(type, Map.of(), new LinkedHashSet<>(), MAPPERS)
                        .ifPresent(entity -> repositories.mappers.put(type, new Repository(type, entity)));
            }
        }
        return repositories;
    }

    /** Mappers and services of MyBatis-Plus, whose declared methods are no derived queries. */
    public Collection<Repository> mappers() {
        return mappers.values();
    }

    /** The repository of MyBatis-Plus that a type is. */
    public Optional<Repository> mapper(TypeFact type) {
        return Optional.ofNullable(mappers.get(type));
    }

    /** Whether an inherited method reads every column, a deleting one too. */
    public static boolean readsWholeEntities(String inherited) {
        return READS.contains(inherited);
    }

    /** Whether an inherited method writes every column. */
    public static boolean writesWholeEntities(String inherited) {
        return WRITES.contains(inherited);
    }

    /** Whether the frameworks' own interfaces give the method. */
    public static boolean isInherited(String method) {
        return readsWholeEntities(method) || writesWholeEntities(method);
    }

    public Collection<Repository> all() {
        return byType.values();
    }

    /** The repository that a type is. */
    public Optional<Repository> of(TypeFact type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** What an inherited method returns. */
    Optional<Typed> resultOf(Repository repository, String method) {
        Typed entity = Typed.of(repository.entityType());
        if (mappers.containsKey(repository.type())) {
            return MAPPER_ONE.contains(method)
                    ? Optional.of(entity)
                    : MAPPER_MANY.contains(method)
                            ? Optional.of(Typed.library("List", entity))
                            : PlusCalls.begun(method, entity);
        }
        if (ONE.contains(method)) {
            return Optional.of(entity);
        }
        if (method.equals("findById") || method.equals("findOne")) {
            return Optional.of(Typed.library("Optional", entity));
        }
        return method.startsWith("find") || method.startsWith("saveAll")
                ? Optional.of(Typed.library("List", entity))
                : Optional.empty();
    }

    private Optional<TypeFact> domainType(TypeFact type) {
        Optional<AnnotationFact> definition = type.annotation("RepositoryDefinition");
        if (definition.isPresent()) {
            return definition
                    .get()
                    .member("domainClass")
                    .filter(ConstantText.Name.class::isInstance)
                    .flatMap(name -> index.resolve(((ConstantText.Name) name).name(), type));
        }
        return type.supertypes().isEmpty()
                ? Optional.empty()
                : domainType(
                        type,
                        Map.of(),
                        new LinkedHashSet<>(),
                        BASES.stream().collect(Collectors.toMap(base -> base, base -> 0)));
    }

    /** The generic base is often not the first supertype, and type variables pass through base repositories. */
    private Optional<TypeFact> domainType(
            TypeFact type, Map<String, TypeFact> bound, Set<String> visited, Map<String, Integer> bases) {
        if (!visited.add(type.name())) {
            return Optional.empty();
        }
        List<Optional<TypeFact>> found = new ArrayList<>();
        for (TypeUse use : type.supertypes()) {
            Optional<TypeFact> parent = index.resolve(use.name(), type);
            if (parent.isPresent()) {
                Map<String, TypeFact> above = new LinkedHashMap<>();
                List<String> parameters = parent.get().typeParameters();
                for (int i = 0; i < Math.min(parameters.size(), use.arguments().size()); i++) {
                    int at = i;
                    argument(use.arguments().get(i), type, bound)
                            .ifPresent(fact -> above.put(parameters.get(at), fact));
                }
                found.add(domainType(parent.get(), above, visited, bases));
            } else if (bases.getOrDefault(use.simpleName(), Integer.MAX_VALUE)
                    < use.arguments().size()) {
                found.add(argument(use.arguments().get(bases.getOrDefault(use.simpleName(), 0)), type, bound));
            }
        }
        return found.stream().flatMap(Optional::stream).findFirst();
    }

    private Optional<TypeFact> argument(TypeUse use, TypeFact context, Map<String, TypeFact> bound) {
        TypeFact variable = bound.get(use.name());
        return variable != null ? Optional.of(variable) : index.resolve(use.name(), context);
    }
}
