package io.talkmatrix.standalone.ops;

import io.talkmatrix.runtime.Health;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while a stage cannot serve. */
@Readiness
@ApplicationScoped
public class StagesReady implements HealthCheck {

    @Inject
    RunningStack running;

    @Override
    public HealthCheckResponse call() {
        if (running.get().isEmpty()) {
            return HealthCheckResponse.named("stages ready")
                    .withData("reason", "no stages are running yet")
                    .down()
                    .build();
        }
        return StageHealth.of("stages ready", running, Health::ready);
    }
}
