package dev.cofferdam.scan;

import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;

/**
 * A finder that needs nothing of the others, in a thread and with trees of its own while they go on. What it finds is taken at its turn,
 * so that the answer does not depend on who is faster.
 */
final class Beside implements StyleFinder {

    private final Scan scan;
    private final Scan found;
    private final ForkJoinTask<?> task;

    /**
     * @param found nothing before the task has ended
     */
    private Beside(Scan scan, Scan found, ForkJoinTask<?> task) {
        this.scan = scan;
        this.found = found;
        this.task = task;
    }

    /** Begins to look for all of them, one after the other; the entities must be known by then. */
    static List<StyleFinder> start(Scan scan, List<Function<Scan, StyleFinder>> finders) {
        List<Scan> found =
                finders.stream().map(each -> scan.about(scan.column())).toList();
        ForkJoinTask<?> task = ForkJoinPool.commonPool().submit(() -> look(scan, finders, found));
        List<StyleFinder> turns = new ArrayList<>();
        found.forEach(each -> turns.add(new Beside(scan, each, task)));
        return turns;
    }

    /** Trees can go when it is done: what is found holds none. */
    private static void look(Scan scan, List<Function<Scan, StyleFinder>> finders, List<Scan> found) {
        Scan trees = scan.beside();
        List<Scan> own =
                finders.stream().map(each -> trees.about(scan.column())).toList();
        List<StyleFinder> made = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            made.add(finders.get(i).apply(own.get(i)));
        }
        trees.index().prepare();
        for (int i = 0; i < made.size(); i++) {
            made.get(i).find();
            found.get(i).take(own.get(i));
        }
    }

    @Override
    public void find() {
        task.join();
        scan.take(found);
    }
}
