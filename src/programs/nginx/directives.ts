/**
 * Every directive that is read, with the blocks in which nginx takes it: `m` main, `h` http, `s` server, `l` location,
 * `i` if in a location, `I` if in a server, `e` limit_except, `u` upstream (nginx.org, "Alphabetical index of
 * directives"). How many arguments: a number, or from–to.
 */
interface Known {
  readonly in: string
  readonly args: readonly [least: number, most: number]
  readonly isBlock: boolean
  /** Nothing of it can be seen from outside, or not in this model: it is kept, and changes nothing. */
  readonly isNeutral: boolean
}

const many = 1000

/** `name contexts arguments`, one a line; `{` behind the name: a block. */
const acting = `
server{ h 0
upstream{ h 1
location{ sl 1-2
if{ sl 1-99
limit_except{ l 1-99
map{ h 2
geo{ h 1-2
split_clients{ h 2
types{ hsl 0
listen s 1-99
server_name s 1-999
default_type hsl 1
root hsli 1
alias l 1
index hsl 1-99
autoindex hsl 1
try_files sl 2-99
internal l 0
error_page hsli 2-99
recursive_error_pages hsl 1
return sliI 1-2
rewrite sliI 2-3
set sliI 2
break sliI 0
allow hsle 1
deny hsle 1
satisfy hsl 1
auth_basic hsle 1
auth_basic_user_file hsle 1
add_header hsli 2-3
expires hsli 1-2
client_max_body_size hsl 1
client_header_timeout hs 1
client_body_timeout hsl 1
keepalive_timeout hsl 1-2
keepalive_requests hsl 1
charset hsli 1
charset_types hsl 1-99
large_client_header_buffers hs 2
ignore_invalid_headers hs 1
underscores_in_headers hs 1
merge_slashes hs 1
absolute_redirect hsl 1
port_in_redirect hsl 1
server_name_in_redirect hsl 1
server_tokens hsl 1
etag hsl 1
if_modified_since hsl 1
max_ranges hsl 1
gzip hsli 1
gzip_types hsl 1-99
gzip_min_length hsl 1
gzip_proxied hsl 1-99
gzip_vary hsl 1
gzip_http_version hsl 1
gzip_disable hsl 1-99
limit_req_zone h 3-4
limit_req hsl 1-4
limit_req_status hsl 1
limit_req_dry_run hsl 1
limit_conn_zone h 2
limit_conn hsl 2
limit_conn_status hsl 1
limit_conn_dry_run hsl 1
proxy_pass lie 1
proxy_redirect hsl 1-2
proxy_set_header hsl 2
proxy_hide_header hsl 1
proxy_pass_header hsl 1
proxy_pass_request_headers hsl 1
proxy_pass_request_body hsl 1
proxy_ignore_headers hsl 1-99
proxy_method hsl 1
proxy_http_version hsl 1
proxy_intercept_errors hsl 1
proxy_connect_timeout hsl 1
proxy_read_timeout hsl 1
proxy_send_timeout hsl 1
proxy_next_upstream hsl 1-99
proxy_next_upstream_tries hsl 1
proxy_next_upstream_timeout hsl 1
proxy_buffering hsl 1
proxy_buffer_size hsl 1
proxy_ssl_verify hsl 1
proxy_ssl_name hsl 1
proxy_ssl_server_name hsl 1
proxy_ssl_trusted_certificate hsl 1
proxy_ssl_protocols hsl 1-99
proxy_ssl_ciphers hsl 1
proxy_ssl_verify_depth hsl 1
proxy_ssl_certificate hsl 1
proxy_ssl_certificate_key hsl 1
proxy_cache_path h 2-99
proxy_cache hsl 1
proxy_cache_key hsl 1
proxy_cache_valid hsl 1-99
proxy_cache_bypass hsl 1-99
proxy_no_cache hsl 1-99
proxy_cache_use_stale hsl 1-99
proxy_cache_methods hsl 1-3
proxy_cache_min_uses hsl 1
proxy_cache_revalidate hsl 1
proxy_cache_background_update hsl 1
proxy_cache_lock hsl 1
proxy_cache_lock_timeout hsl 1
proxy_cache_lock_age hsl 1
proxy_cache_convert_head hsl 1
proxy_cache_max_range_offset hsl 1
ssl_certificate hs 1
ssl_certificate_key hs 1
ssl_client_certificate hs 1
ssl_verify_client hs 1
ssl_protocols hs 1-99
ssl_ciphers hs 1
ssl_dhparam hs 1
ssl_verify_depth hs 1
ssl_trusted_certificate hs 1
ssl_conf_command hs 2
ssl_reject_handshake hs 1
worker_processes m 1
zone u 1-2
least_conn u 0
ip_hash u 0
hash u 1-2
random u 0-2
`

const neutral = `
user m 1-2
pid m 1
worker_rlimit_nofile m 1
worker_cpu_affinity m 1-99
worker_priority m 1
worker_shutdown_timeout m 1
load_module m 1
daemon m 1
master_process m 1
pcre_jit m 1
events{ m 0
error_log mhsl 1-2
access_log hslie 1-99
log_format h 2-99
log_not_found hsl 1
log_subrequest hsl 1
open_log_file_cache hsl 1-99
rewrite_log hsl 1
sendfile hsli 1
sendfile_max_chunk hsl 1
aio hsl 1-2
directio hsl 1
tcp_nopush hsl 1
tcp_nodelay hsl 1
output_buffers hsl 2
postpone_output hsl 1
types_hash_max_size hsl 1
types_hash_bucket_size hsl 1
server_names_hash_max_size h 1
server_names_hash_bucket_size h 1
variables_hash_max_size h 1
variables_hash_bucket_size h 1
map_hash_max_size h 1
map_hash_bucket_size h 1
proxy_headers_hash_max_size hsl 1
proxy_headers_hash_bucket_size hsl 1
client_header_buffer_size hs 1
client_body_buffer_size hsl 1
client_body_temp_path hsl 1-4
client_body_in_file_only hsl 1
client_body_in_single_buffer hsl 1
connection_pool_size hs 1
request_pool_size hs 1
keepalive_disable hsl 1-99
send_timeout hsl 1
reset_timedout_connection hsl 1
lingering_close hsl 1
lingering_time hsl 1
lingering_timeout hsl 1
open_file_cache hsl 1-2
open_file_cache_valid hsl 1
open_file_cache_min_uses hsl 1
open_file_cache_errors hsl 1
read_ahead hsl 1
msie_padding hsl 1
msie_refresh hsl 1
chunked_transfer_encoding hsl 1
limit_req_log_level hsl 1
limit_conn_log_level hsl 1
gzip_buffers hsl 2
gzip_comp_level hsl 1
uninitialized_variable_warn hsl 1
gzip_static hsl 1
gzip_window hsl 1
autoindex_exact_size hsl 1
autoindex_localtime hsl 1
autoindex_format hsl 1
proxy_buffers hsl 2
proxy_busy_buffers_size hsl 1
proxy_temp_path hsl 1-4
proxy_max_temp_file_size hsl 1
proxy_temp_file_write_size hsl 1
proxy_request_buffering hsl 1
proxy_ignore_client_abort hsl 1
proxy_socket_keepalive hsl 1
proxy_ssl_session_reuse hsl 1
keepalive u 1
keepalive_time u 1
ssl_session_cache hs 1-2
ssl_session_timeout hs 1
ssl_session_tickets hs 1
ssl_prefer_server_ciphers hs 1
ssl_ecdh_curve hs 1
ssl_stapling hs 1
ssl_stapling_verify hs 1
ssl_buffer_size hs 1
ssl_early_data hs 1
resolver hslu 1-99
resolver_timeout hslu 1
http2_max_concurrent_streams hs 1
status_zone sl 1
`

function tableOf(lines: string, isNeutral: boolean): readonly (readonly [string, Known])[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', contexts = '', count = '0'] = line.split(' ')
      const [least = 0, most = least] = count.split('-').map(Number)
      const isBlock = name.endsWith('{')
      return [
        name.replace('{', ''),
        { in: contexts, args: [least, most === 99 ? many : most], isBlock, isNeutral },
      ] as const
    })
}

/** What is read, by name. */
export const directives: ReadonlyMap<string, Known> = new Map([...tableOf(acting, false), ...tableOf(neutral, true)])

/** Directives that nginx has and this model does not: they are named as such, not as unknown. */
const beyond =
  /^(?:gunzip|fastcgi|uwsgi|scgi|grpc|memcached|perl|js|lua|image_filter|xslt|dav|flv|mp4|secure_link|auth_request|auth_jwt|sub_filter|addition|random_index|realip|set_real_ip_from|real_ip|slice|ssi|mirror|stub_status|empty_gif|valid_referers|geoip|userid|http2|proxy|ssl|limit_rate|session_log|stream|mail|gzip|charset_map|source_charset|override_charset|add_trailer|add_before_body|add_after_body|disable_symlinks|subrequest|more_set_headers|brotli|perl|env|include|debug|thread_pool|accept_mutex|use|state|ntlm|least_time|sticky|queue|api|health_check|match|resolver|proxy_bind|proxy_cookie|proxy_store|proxy_limit_rate)/

export const isBeyondThisModel = (name: string): boolean => beyond.test(name)
