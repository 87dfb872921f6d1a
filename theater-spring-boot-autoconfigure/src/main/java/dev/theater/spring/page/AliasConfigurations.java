package dev.theater.spring.page;

import java.util.List;
import java.util.Set;

import dev.theater.spring.autoconfigure.PropertyException;
import dev.theater.spring.autoconfigure.TheaterPageProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * What the alias is made of: filters that know it, and where endpoints have a port of
 * their own, what answers on the application's.
 */
final class AliasConfigurations {

	private static final Set<EndpointId> ENDPOINTS = Set.of(EndpointId.of(PageParts.ENDPOINT),
			EndpointId.of("theater"));

	private AliasConfigurations() {
	}

	private static List<ExposableWebEndpoint> endpoints(WebEndpointsSupplier supplier) {
		return supplier.getEndpoints()
			.stream()
			.filter((endpoint) -> ENDPOINTS.contains(endpoint.getEndpointId()))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("theater.page.enabled")
	@ConditionalOnBean(TheaterPageEndpoint.class)
	@Import({ OnServlets.class, OnServletsApart.class, OnWebFlux.class, OnWebFluxApart.class })
	static class OfAlias {

		@Bean
		PageAlias theaterPageAlias(TheaterPageProperties properties, PageAddresses addresses, Environment environment) {
			return new PageAlias(properties.path(), addresses,
					ManagementPortType.get(environment) == ManagementPortType.DIFFERENT);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(Filter.class)
	static class OnServlets {

		@Bean
		FilterRegistrationBean<AliasFilter> theaterPageAliasFilter(PageAlias alias) {
			FilterRegistrationBean<AliasFilter> registration = new FilterRegistrationBean<>(new AliasFilter(alias));
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			registration.setOrder(PageAlias.ORDER);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, DispatcherServletPath.class })
	@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
	static class OnServletsApart {

		@Bean
		FilterRegistrationBean<PageFilter> theaterPageAliasHeaders(PageAddresses addresses, PageSettings settings,
				ObjectProvider<PageStreams> streams) {
			return PageFilter.registered(new PageFilter(addresses, settings, streams.getIfAvailable(), true));
		}

		/**
		 * Rules for endpoints are those of their own server, where no servlet has a path.
		 */
		@Bean
		AliasMvcMapping theaterPageAliasMapping(WebEndpointsSupplier endpoints, EndpointMediaTypes types,
				WebEndpointProperties properties, ObjectProvider<DispatcherServletPath> servlet) {
			servlet.ifAvailable((path) -> {
				if (!path.getPrefix().isEmpty()) {
					throw new PropertyException(TheaterPageProperties.ENABLED, true,
							"leave it out, or leave out one of spring.mvc.servlet.path and management.server.port: "
									+ "with both of these, rules for endpoints would not hold for the page's alias",
							null);
				}
			});
			return new AliasMvcMapping(new EndpointMapping(properties.getBasePath()), endpoints(endpoints), types);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class OnWebFlux {

		@Bean
		AliasWebFilter theaterPageAliasFilter(PageAlias alias) {
			return new AliasWebFilter(alias);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
	static class OnWebFluxApart {

		@Bean
		PageWebFilter theaterPageAliasHeaders(PageAddresses addresses, PageSettings settings) {
			return new PageWebFilter(addresses, settings, true);
		}

		@Bean
		AliasWebFluxMapping theaterPageAliasMapping(WebEndpointsSupplier endpoints, EndpointMediaTypes types,
				WebEndpointProperties properties) {
			return new AliasWebFluxMapping(new EndpointMapping(properties.getBasePath()), endpoints(endpoints), types);
		}

	}

}
