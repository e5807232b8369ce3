package dev.cofferdam.loop;

import dev.cofferdam.domain.WorldFailed;
import java.util.Optional;

/** No reply can be had from the model: unreachable, refused the key, timed out, answered with something unreadable. */
public final class ModelUnavailable extends RuntimeException implements WorldFailed {
    private static final long serialVersionUID = 1L;

    private final ModelFault fault;
    private final String remedy;
    private final transient Charge charge;

    /**
     * @param problem one sentence that names the model and what happened
     * @param remedy what can be tried
     * @param charge of the tries that came to nothing; they are counted too
     */
    public ModelUnavailable(ModelFault fault, String problem, String remedy, Charge charge, Optional<Throwable> cause) {
        super(problem, cause.orElse(null));
        this.fault = fault;
        this.remedy = remedy;
        this.charge = charge;
    }

    public ModelFault fault() {
        return fault;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    /** What the tries cost that gave no reply. */
    public Charge charge() {
        return charge;
    }
}
