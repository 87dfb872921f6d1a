package dev.theater.spring.page;

import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.TheaterRuntime;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/** What the live page is made of; each looks whether the ones before it are there. */
final class PageConfigurations {

	private PageConfigurations() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
	@ConditionalOnAvailableEndpoint(TheaterPageEndpoint.class)
	@ImportRuntimeHints(PageHints.class)
	static class OfEndpoint {

		@Bean
		PageEvents theaterPageEvents() {
			return new PageEvents();
		}

		@Bean
		PageFeed theaterPageFeed(TheaterRuntime runtime, ActorDirectory directory, PageEvents events) {
			return new PageFeed(directory::tree, runtime::status, events, PageClock.system());
		}

		@Bean
		PageAddresses theaterPageAddresses(ObjectProvider<PathMappedEndpoints> endpoints) {
			return new PageAddresses(endpoints);
		}

		@Bean
		PageSettings theaterPageSettings(Environment environment, PageAddresses addresses,
				ObjectProvider<WebEndpointsSupplier> endpoints, ObjectProvider<PageAlias> alias) {
			return new PageSettings(application(environment), addresses, endpoints, alias.getIfAvailable());
		}

		private static @Nullable String application(Environment environment) {
			String name = environment.getProperty("spring.application.name");
			return (name != null && !name.isBlank()) ? name : null;
		}

		@Bean
		@ConditionalOnMissingBean
		TheaterPageEndpoint theaterPageEndpoint(PageFeed feed, PageSettings settings) {
			return new TheaterPageEndpoint(feed, settings);
		}

		/** Ends streams early; made only where Spring MVC can have some. */
		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		@ConditionalOnClass(name = "org.springframework.web.servlet.DispatcherServlet")
		PageStreams theaterPageStreams(PageFeed feed, PageEvents events) {
			return new PageStreams(feed, events, PageClock.system(), PageStream.Timing.DEFAULT);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean({ MeterRegistry.class, PageFeed.class })
	static class OfMeters {

		@Bean
		PageMetrics theaterPageMetrics(PageFeed feed) {
			return new PageMetrics(feed);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("theater.page.enabled")
	@ConditionalOnMissingBean(name = "theaterPageEndpoint")
	static class WithoutEndpoint {

		@Bean
		NoEndpoint theaterPageAlias() {
			throw PageAlias.notExposed();
		}

	}

	/** What an alias without its endpoint would be. */
	static final class NoEndpoint {

	}

}
