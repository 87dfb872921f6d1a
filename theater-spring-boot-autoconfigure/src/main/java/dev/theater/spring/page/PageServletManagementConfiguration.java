package dev.theater.spring.page;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link ManagementContextConfiguration} of the live page's filter, where servlets are.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@ConditionalOnBean(TheaterPageEndpoint.class)
class PageServletManagementConfiguration {

	@Bean
	FilterRegistrationBean<PageFilter> theaterPageFilter(PageAddresses addresses, PageSettings settings,
			ObjectProvider<PageStreams> streams) {
		return PageFilter.registered(new PageFilter(addresses, settings, streams.getIfAvailable(), false));
	}

}
