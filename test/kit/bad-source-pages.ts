/** Pages as portals of Vietnamese authorities send them in the place of data, with status 200; and what each is. */
export const WEB_PAGES: readonly { readonly name: string; readonly code: string; readonly html: string }[] = [
  {
    name: 'login form',
    code: 'LOGIN_PAGE',
    html: `<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Cổng dịch vụ công tỉnh - Đăng nhập</title></head>
<body><form action="/dang-nhap" method="post"><label>Tên đăng nhập <input name="user"></label>
<label>Mật khẩu <input type="password" name="pass"></label>
<label>Mã xác nhận <input name="captcha"><img src="/captcha.ashx"></label><button>Đăng nhập</button></form></body></html>`,
  },
  {
    name: 'captcha',
    code: 'CAPTCHA_PAGE',
    html: `<html><head><title>Xác thực truy cập</title><script src="https://www.google.com/recaptcha/api.js"></script></head>
<body><p>Vui lòng xác nhận bạn không phải là robot để tiếp tục.</p><div class="g-recaptcha"></div></body></html>`,
  },
  {
    name: 'web firewall',
    code: 'FIREWALL_PAGE',
    html: `<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head>
<body><h1>Sorry, you have been blocked</h1><p>This website is using a security service. Please complete the captcha.</p>
<p>Ray ID: 8f00baa2</p></body></html>`,
  },
  {
    name: 'maintenance',
    code: 'MAINTENANCE_PAGE',
    html: `\r\n<!doctype html><html><head><meta charset="utf-8"><title>Thông báo</title></head>
<body><h2>Hệ thống đang bảo trì, nâng cấp. Mời quý vị quay lại sau.</h2></body></html>`,
  },
  {
    name: 'proxy error',
    code: 'PROXY_ERROR_PAGE',
    html: `<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.18.0</center></body>
</html>`,
  },
];
