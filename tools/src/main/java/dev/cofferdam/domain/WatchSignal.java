package dev.cofferdam.domain;

/**
 * What to look at while a long step runs, and when to stop.
 *
 * @param signal what is watched: replication lag, errors, disk, waits
 * @param how the query or metric that shows it
 * @param stopAt the threshold
 * @param then what to do when it is reached
 * @param reenterAt id of the step at which to go on after the repair
 */
public record WatchSignal(String signal, String how, String stopAt, String then, String reenterAt) {}
