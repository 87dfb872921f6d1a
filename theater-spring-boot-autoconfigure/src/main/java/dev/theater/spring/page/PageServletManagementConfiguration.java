package dev.theater.spring.page;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * {@link ManagementContextConfiguration} of the live page's filter, where servlets are.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@ConditionalOnBean(TheaterPageEndpoint.class)
class PageServletManagementConfiguration {

	private static final String TOKEN = "org.springframework.security.web.csrf.CsrfToken";

	@Bean
	FilterRegistrationBean<PageFilter> theaterPageFilter(PageAddresses addresses, PageSettings settings,
			ObjectProvider<PageStreams> streams) {
		FilterRegistrationBean<PageFilter> registration = new FilterRegistrationBean<>(
				new PageFilter(addresses, settings, streams.getIfAvailable(), token()));
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		registration.setOrder(Ordered.LOWEST_PRECEDENCE);
		return registration;
	}

	private @Nullable ServletToken token() {
		return ClassUtils.isPresent(TOKEN, getClass().getClassLoader()) ? new ServletToken() : null;
	}

}
