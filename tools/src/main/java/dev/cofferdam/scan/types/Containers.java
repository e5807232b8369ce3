package dev.cofferdam.scan.types;

import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.Optional;
import java.util.Set;

/** What the common containers of libraries hold and hand out: collections, optionals, streams, pages, publishers. */
public final class Containers {

    /** Container methods that give what the container holds. */
    private static final Set<String> ELEMENT = Set.of(
            "get",
            "getFirst",
            "getLast",
            "first",
            "last",
            "next",
            "orElse",
            "orElseThrow",
            "orElseGet",
            "iterator",
            "findFirst",
            "findAny",
            "remove",
            "poll",
            "peek",
            "element",
            "pop",
            "join",
            "block",
            "getBody",
            "getObject",
            "getIfAvailable",
            "getIfUnique",
            "min",
            "max",
            "reduce",
            "getValue",
            "put",
            "getOrDefault",
            "computeIfAbsent",
            "computeIfPresent",
            "putIfAbsent",
            "blockFirst",
            "blockLast");

    /** Container methods that give a container of the same elements. */
    private static final Set<String> SAME = Set.of(
            "stream",
            "parallelStream",
            "filter",
            "sorted",
            "distinct",
            "limit",
            "skip",
            "peek",
            "toList",
            "getContent",
            "values",
            "or",
            "ofNullable",
            "collect",
            "subList",
            "reversed",
            "toSet",
            "takeWhile",
            "dropWhile",
            "iterator",
            "listIterator",
            "findFirst",
            "findAny",
            "min",
            "max",
            "parallel",
            "sequential",
            "onClose",
            "unordered",
            "reduce",
            "spliterator",
            "collectList");

    private static final Set<String> CONTAINERS = Set.of(
            "List",
            "ArrayList",
            "LinkedList",
            "Set",
            "HashSet",
            "LinkedHashSet",
            "TreeSet",
            "SortedSet",
            "Collection",
            "Iterable",
            "Iterator",
            "ListIterator",
            "Queue",
            "Deque",
            "ArrayDeque",
            "Optional",
            "Stream",
            "Page",
            "PageImpl",
            "Slice",
            "Streamable",
            "Window",
            "Map",
            "HashMap",
            "LinkedHashMap",
            "TreeMap",
            "ConcurrentHashMap",
            "Flux",
            "Mono",
            "CompletableFuture",
            "Future",
            "ListenableFuture",
            "ObjectProvider",
            "Supplier",
            "ResponseEntity",
            "HttpEntity",
            "AtomicReference",
            "ImmutableList",
            "ImmutableSet",
            "Entry",
            "ThreadLocal",
            "Callable",
            "Provider",
            TypeUse.ARRAY);

    private Containers() {}

    public static boolean isKnown(String name) {
        return CONTAINERS.contains(name);
    }

    static boolean isContainer(Typed type) {
        return type.fact().isEmpty()
                && CONTAINERS.contains(type.name())
                && !type.arguments().isEmpty();
    }

    /** What a method of a container returns that takes no function; nothing when it is neither the container nor what it holds. */
    static Optional<Typed> result(Typed container, String name) {
        boolean optional =
                Set.of("findFirst", "findAny", "min", "max", "reduce").contains(name);
        if (optional) {
            return container.element().map(each -> Typed.library("Optional", each));
        }
        if (SAME.contains(name)) {
            return container
                    .element()
                    .map(each -> Typed.library(name.equals("toList") ? "List" : container.name(), each));
        }
        if (name.equals("entrySet")) {
            return Optional.of(Typed.library("Set", new Typed("Entry", Optional.empty(), container.arguments())));
        }
        if (name.equals("keySet") || name.equals("getKey")) {
            Typed key = container.arguments().get(0);
            return Optional.of(name.equals("getKey") ? key : Typed.library("Set", key));
        }
        return ELEMENT.contains(name) ? container.element() : Optional.empty();
    }
}
