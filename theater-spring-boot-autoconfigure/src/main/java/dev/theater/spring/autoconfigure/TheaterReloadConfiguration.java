package dev.theater.spring.autoconfigure;

import dev.theater.runtime.ActorDirectory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

/** Has actors reloaded when their files change. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnReloadCondition.class)
@EnableConfigurationProperties(TheaterReloadProperties.class)
class TheaterReloadConfiguration {

	@Bean
	ReloadWatch theaterReloadWatch(TheaterProperties theater, TheaterReloadProperties reload, ResourceLoader resources,
			ActorDirectory actors) {
		WatchedPlaces places = WatchedPlaces.of(theater.manifestLocations(), resources);
		return new ReloadWatch(actors, places, reload.reloadPollInterval(), reload.reloadQuietPeriod());
	}

}
