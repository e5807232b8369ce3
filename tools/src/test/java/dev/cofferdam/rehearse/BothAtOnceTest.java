package dev.cofferdam.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BothAtOnceTest {
    private static final int SECONDS = 60;

    private final List<String> told = new ArrayList<>();

    @Test
    void neitherWaitsForTheOtherToEnd() throws SQLException {
        CyclicBarrier meeting = new CyclicBarrier(2);
        BothAtOnce.play(tell -> meet(meeting), tell -> meet(meeting), "the rest", told::add);
        assertThat(meeting.isBroken()).isFalse();
    }

    @Test
    void oneThingIsToldAtATime() throws SQLException {
        CountDownLatch spoken = new CountDownLatch(1);
        CountDownLatch firstIsThrough = new CountDownLatch(1);
        BothAtOnce.play(
                tell -> {
                    tell.accept("a step");
                    await(spoken);
                },
                tell -> {
                    tell.accept("a copy");
                    spoken.countDown();
                    await(firstIsThrough);
                    tell.accept("another copy");
                },
                "the rest",
                line -> {
                    told.add(line);
                    if (line.equals("the rest")) {
                        // The turn passes right after this line; until then the second may still be silent.
                        new Thread(firstIsThrough::countDown).start();
                    }
                });
        assertThat(told).startsWith("a step", "the rest").doesNotContain("a copy");
    }

    @Test
    void whatTheSecondThrowsIsThrown() {
        assertThatThrownBy(() -> BothAtOnce.play(
                        tell -> {},
                        tell -> {
                            throw new SQLException("the server is gone", "57P01");
                        },
                        "the rest",
                        told::add))
                .isInstanceOf(SQLException.class)
                .hasMessage("the server is gone");
    }

    @Test
    void theSecondHasEndedBeforeWhatTheFirstThrewIsThrown() {
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        assertThatThrownBy(() -> BothAtOnce.play(
                        tell -> {
                            await(begun);
                            throw new IllegalStateException("ours");
                        },
                        tell -> {
                            begun.countDown();
                            pause();
                            ended.set(true);
                        },
                        "the rest",
                        told::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ours");
        assertThat(ended).isTrue();
    }

    private static void meet(CyclicBarrier meeting) throws SQLException {
        try {
            meeting.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new SQLException("nobody came", alone);
        }
    }

    private static void await(CountDownLatch latch) throws SQLException {
        try {
            if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
                throw new SQLException("nobody came");
            }
        } catch (InterruptedException interrupted) {
            throw new SQLException("nobody came", interrupted);
        }
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            throw new SQLException("nobody came", interrupted);
        }
    }
}
