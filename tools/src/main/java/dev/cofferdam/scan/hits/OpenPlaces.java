package dev.cofferdam.scan.hits;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Places that could not be decided for one kind of reason: each class is asked about once, however often it does the same. */
public final class OpenPlaces {

    /** Reasons and methods that are told; more of them say the same again. */
    private static final int MOST_TOLD = 3;

    private final Scan scan;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** What is open in one class. */
    private record Entry(Spot first, Set<Spot> spots, Set<String> members, Set<String> reasons) {}

    public OpenPlaces(Scan scan) {
        this.scan = scan;
    }

    /** Keeps a place, with the ends at which the source shows nothing more. */
    public void add(Node at, TypeFact type, Collection<String> reasons) {
        String member = Enclosing.member(at).orElse(type.simpleName());
        int line = at instanceof MethodCallExpr call ? JavaReader.line(call.getName()) : JavaReader.line(at);
        Entry entry = entries.computeIfAbsent(
                type.name(),
                name -> new Entry(
                        Spot.of(type, member, line),
                        new LinkedHashSet<>(),
                        new LinkedHashSet<>(),
                        new LinkedHashSet<>()));
        entry.spots().add(Spot.of(type, member, line));
        entry.members().add(member);
        entry.reasons().addAll(reasons);
    }

    /** Tells them all. */
    public void tell(String what) {
        entries.values().forEach(entry -> tell(entry, what));
        entries.clear();
    }

    private void tell(Entry entry, String what) {
        List<String> others =
                entry.members().stream().skip(1).map(each -> "`" + each + "`").toList();
        scan.undecided(
                entry.first(),
                what + (others.isEmpty() ? "" : ", here and in " + few(others)),
                "it could concern " + scan.column() + ": it comes from " + few(List.copyOf(entry.reasons())),
                entry.spots().stream().skip(1).map(Spot::place).toList());
    }

    private static String few(List<String> all) {
        String told = String.join(", ", all.subList(0, Math.min(MOST_TOLD, all.size())));
        return all.size() > MOST_TOLD ? told + " and " + (all.size() - MOST_TOLD) + " more" : told;
    }
}
