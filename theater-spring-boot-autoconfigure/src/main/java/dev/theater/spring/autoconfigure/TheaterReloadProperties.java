package dev.theater.spring.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The {@code theater.reload*} properties. They stand beside {@code theater.reload} and
 * not below it, which would leave no place for its value in YAML.
 *
 * @param reload Whether actors become what their files say when those change; if left
 * out, only where Spring Boot's developer tools restart the application.
 * @param reloadPollInterval How often the files are looked at.
 * @param reloadQuietPeriod How long files must have stayed the same before a change is
 * taken, so that none is taken that is half written.
 */
@ConfigurationProperties("theater")
record TheaterReloadProperties(@Nullable Boolean reload,
		@DefaultValue("1s") @DurationUnit(ChronoUnit.SECONDS) Duration reloadPollInterval,
		@DefaultValue("400ms") @DurationUnit(ChronoUnit.MILLIS) Duration reloadQuietPeriod) {

	TheaterReloadProperties {
		PropertyCheck.positive("theater.reload-poll-interval", reloadPollInterval);
		PropertyCheck.positive("theater.reload-quiet-period", reloadQuietPeriod);
	}

}
