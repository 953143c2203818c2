package io.talkmatrix.standalone.ops;

import io.talkmatrix.runtime.Health;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when a stage has to be restarted. */
@Liveness
@ApplicationScoped
public class StagesLive implements HealthCheck {

    @Inject
    RunningStack running;

    @Override
    public HealthCheckResponse call() {
        return StageHealth.of("stages live", running, Health::live);
    }
}
