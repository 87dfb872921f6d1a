package dev.theater.spring.page;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/** {@link ManagementContextConfiguration} of the live page's filter on WebFlux. */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(TheaterPageEndpoint.class)
class PageReactiveManagementConfiguration {

	private static final String TOKEN = "org.springframework.security.web.server.csrf.CsrfToken";

	@Bean
	PageWebFilter theaterPageFilter(PageAddresses addresses, PageSettings settings) {
		return new PageWebFilter(addresses, settings, token());
	}

	private @Nullable ReactiveToken token() {
		return ClassUtils.isPresent(TOKEN, getClass().getClassLoader()) ? new ReactiveToken() : null;
	}

}
